internal import ChainVerification
internal import DataFormats
internal import OpenSSLSupport
internal import OriginProbe

/// Fetches issuers from the URLs in certificates (RFC 5280 section 4.2.2.1). A response counts only
/// if it contains the signer of the certificate it was fetched for.
struct IssuerFetch {
    /// A certificate and the URL it was fetched from.
    struct Found {
        let certificate: CertificateHandle
        let url: String
    }

    private static let mostFetches = 5
    /// The size limit of a response. Certificates have 1 to 3 KB, and bundles of them less than 20
    /// KB.
    private static let mostBytes = 65_536
    private static let milliseconds = 10_000

    let library: LibraryContext
    let fetch: HTTPFetch
    /// The fetches made so far, in order.
    private(set) var log: [FixReport.Fetch] = []
    private(set) var found: [Found] = []

    init(_ fetch: HTTPFetch, in library: LibraryContext) {
        self.fetch = fetch
        self.library = library
    }

    /// Whether the certificate has a URL that has not been tried.
    func canFetch(for child: CertificateHandle) -> Bool {
        log.count < Self.mostFetches && !fresh(child).isEmpty
    }

    /// Tries the certificate's URLs until one returns its issuer. No URL is tried twice.
    mutating func issuers(of child: CertificateHandle) async -> [CertificateHandle] {
        for url in fresh(child) where log.count < Self.mostFetches {
            do {
                let bytes = try await fetch.get(
                    url, limit: Self.mostBytes, milliseconds: Self.milliseconds)
                let all = certificates(in: bytes)
                let taken = signers(of: child, among: all)
                found += taken.map { Found(certificate: $0, url: url) }
                log.append(
                    FixReport.Fetch(url, problem: Self.problem(all: all.count, taken: taken.count)))
                if !taken.isEmpty { return taken }
            } catch {
                log.append(FixReport.Fetch(url, problem: "\(error)"))
            }
        }
        return []
    }

    private func fresh(_ child: CertificateHandle) -> [String] {
        var seen = Set(log.map(\.url))
        return child.issuerURLs.filter { seen.insert($0).inserted }
    }

    private static func problem(all: Int, taken: Int) -> String? {
        if taken > 0 { return nil }
        return all == 0
            ? "the answer is not a certificate"
            : "the answer did not sign this certificate and was ignored"
    }

    /// Reads DER or certificates-only PKCS#7, as RFC 5280 requires, or PEM, which some servers
    /// send.
    private func certificates(in bytes: [UInt8]) -> [CertificateHandle] {
        if let one = try? CertificateHandle(der: bytes, in: library) { return [one] }
        if let several = CertificateContainer.certificates(inPKCS7: bytes) {
            return several.compactMap { try? CertificateHandle(der: $0, in: library) }
        }
        guard let document = try? PEMDocument(reading: bytes, maximumBlocks: 100) else { return [] }
        return document.blocks.flatMap { block in
            block.label == "PKCS7"
                ? CertificateContainer.certificates(inPKCS7: block.der) ?? [] : [block.der]
        }.compactMap { try? CertificateHandle(der: $0, in: library) }
    }

    /// Returns the certificates that signed the child, and the ones in the same response that
    /// signed these in turn.
    private func signers(
        of child: CertificateHandle, among all: [CertificateHandle]
    ) -> [CertificateHandle] {
        var known = Set(found.map(\.certificate.sha256Bytes) + [child.sha256Bytes])
        var taken: [CertificateHandle] = []
        var below = [child]
        while let next = below.popLast() {
            for issuer in all.prefix(100)
            where next.isIssued(by: issuer) && known.insert(issuer.sha256Bytes).inserted {
                taken.append(issuer)
                below.append(issuer)
            }
        }
        return taken
    }
}
