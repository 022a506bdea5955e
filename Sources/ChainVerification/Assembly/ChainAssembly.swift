internal import COpenSSL
package import OpenSSLSupport
package import OriginFacts

/// A chain assembled from certificates in any order: the server's certificate, its issuers, the
/// anchors used, and the missing issuer. The order given only decides which of several leaves is
/// preferred. `ChainJudge` judges the chain.
package struct ChainAssembly {
    /// One certificate of the chain.
    package struct ChainLink {
        package let certificate: CertificateHandle
        /// Whether it is one of the given certificates; otherwise it is an anchor.
        package let isGiven: Bool
        /// Whether it is in the list of roots.
        package let isAnchor: Bool
    }

    /// The certificates, leaf first. The last one is a root if no issuer is missing.
    package private(set) var links: [ChainLink] = []
    /// The issuer that is neither given nor an anchor, as RFC 2253 text; nil if the chain is
    /// complete.
    package private(set) var missingIssuer: String?
    /// Given certificates that are not part of the chain, each once.
    package private(set) var strangers: [CertificateHandle] = []
    /// The extra copies of certificates that were given more than once.
    package private(set) var duplicates: [CertificateHandle] = []
    /// Other certificates that could be the server's own.
    package private(set) var otherLeaves: [CertificateHandle] = []
    /// Whether the leaf was the first certificate given, as servers expect.
    package private(set) var isLeafFirst = true

    /// The maximum number of certificates to consider.
    package static let mostCertificates = 200
    /// The limit on the estimated work on signatures, in microseconds on a slow core. Beyond it,
    /// signatures count as bad.
    private static let signatureMicroseconds = 5_000_000
    private static let rememberedSignatures = 4_096

    /// Assembles the chain of the server's certificate. If several certificates could be the
    /// server's, `isOwn` decides. Issuers that are valid at `time` are preferred, and so are chains
    /// that end in an anchor. Without `time`, dates only break ties.
    package init(
        of given: [CertificateHandle], over anchors: TrustAnchors, in library: LibraryContext,
        at time: UnixTime? = nil, isOwn: (CertificateHandle) -> Bool = { _ in true }
    ) throws(OpenSSLFailure) {
        let cache = CertificateCache(digester: try Digester(in: library))
        let store = try AnchorStore(anchors, in: library, cache: cache)
        let signatures = SignatureChecker(cache: cache, capacity: Self.rememberedSignatures)
        signatures.begin(microseconds: Self.signatureMicroseconds)
        let pool = unique(Array(given.prefix(Self.mostCertificates)))
        let search = ChainBuilder(pool, store: store, signatures: signatures, at: time)
        let candidates = LeafChoice(search, digester: cache.digester).candidates(in: pool)
        guard let leaf = candidates.first(where: isOwn) ?? candidates.first else { return }
        isLeafFirst = given.first?.sha256Bytes == leaf.sha256Bytes
        otherLeaves = candidates.filter { $0 !== leaf }
        assemble(search, from: leaf)
        let used = links.map(\.certificate.sha256Bytes) + otherLeaves.map(\.sha256Bytes)
        strangers = pool.filter { !used.contains($0.sha256Bytes) }
    }

    /// The certificates that a server should send: the chain without the root, which clients have.
    /// A self-signed certificate is sent alone.
    package var sendable: [CertificateHandle] {
        let all = links.map(\.certificate)
        guard missingIssuer == nil, all.count > 1 else { return all }
        return all.dropLast()
    }

    /// The root at the end; nil if an issuer is missing or the leaf is self-signed.
    package var root: ChainLink? {
        missingIssuer == nil && links.count > 1 ? links.last : nil
    }

    private mutating func unique(_ given: [CertificateHandle]) -> [CertificateHandle] {
        var seen: Set<[UInt8]> = []
        let isFirst = given.map { seen.insert($0.sha256Bytes).inserted }
        duplicates = zip(given, isFirst).filter { !$0.1 }.map(\.0)
        return zip(given, isFirst).filter(\.1).map(\.0)
    }

    private mutating func assemble(_ search: ChainBuilder, from leaf: CertificateHandle) {
        guard let (steps, end) = search.best(from: leaf) else { return }
        links = steps.map { step in
            ChainLink(
                certificate: step.certificate.handle, isGiven: step.isGiven,
                isAnchor: step.isAnchor)
        }
        switch end {
        case .anchor, .foreignRoot: missingIssuer = nil
        case .missing, .circle: missingIssuer = links.last?.certificate.issuer
        }
    }
}

extension CertificateHandle {
    /// Whether `issuer` signed this certificate, judged by name, key identifiers and signature.
    package func isIssued(by issuer: CertificateHandle) -> Bool {
        defer { ErrorQueue.clear() }
        guard X509_check_issued(issuer.pointer, pointer) == X509_V_OK,
            let key = X509_get0_pubkey(issuer.pointer)
        else { return false }
        return X509_verify(pointer, key) == 1
    }
}

/// Finds the certificates that could be a server's own.
struct LeafChoice {
    private let search: ChainBuilder
    private let digester: Digester

    init(_ search: ChainBuilder, digester: Digester) {
        self.search = search
        self.digester = digester
    }

    /// Returns the certificates that are not CAs and signed no other certificate. If all are CAs,
    /// returns the lowest ones that name a host (as made by `openssl req -x509`), or else
    /// only the first of the lowest ones.
    func candidates(in pool: [CertificateHandle]) -> [CertificateHandle] {
        let judged = pool.map { JudgedCertificate($0, digester: digester) }
        let ends = judged.filter { !$0.isAuthority }
        if !ends.isEmpty { return lowest(of: ends, in: judged).map(\.handle) }
        let lowest = lowest(of: judged, in: judged)
        let named = lowest.filter(\.handle.bearsHostName)
        return (named.isEmpty ? Array(lowest.prefix(1)) : named).map(\.handle)
    }

    /// Returns the certificates in `some` that signed no certificate in `pool`; all of `some` if
    /// there are none.
    private func lowest(
        of some: [JudgedCertificate], in pool: [JudgedCertificate]
    ) -> [JudgedCertificate] {
        let lowest = some.filter { upper in
            !pool.contains { isAbove(upper, $0) }
        }
        return lowest.isEmpty ? some : lowest
    }

    /// Whether `upper` signed `lower` and not the reverse. Two certificates with the same name and
    /// key may have signed each other; then neither is above the other.
    private func isAbove(_ upper: JudgedCertificate, _ lower: JudgedCertificate) -> Bool {
        upper !== lower && search.isIssued(lower, by: upper) && !search.isIssued(upper, by: lower)
    }
}

extension CertificateHandle {
    /// Whether it names a host, in a SAN or in a common name that could be a host name.
    package var bearsHostName: Bool {
        if let names = alternativeNames, !names.dns.isEmpty || !names.addresses.isEmpty {
            return true
        }
        return commonNames.contains { name in
            name.contains(".") && name.utf8.allSatisfy(Self.isHostByte)
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
