internal import ChainVerification
internal import OpenSSLSupport
internal import TLSEngine

/// Builds a server's chain from the certificates in files, the list of roots and, if requested, the
/// issuers that certificates point to.
struct ChainRepair {
    private let library: LibraryContext
    private let trust: TrustAnchors
    private let given: [CertificateHandle]
    private let key: PrivateKeyHandle?
    private let time: UnixTime

    private(set) var assembly: ChainAssembly
    private(set) var fetcher: IssuerFetch?
    /// Certificates that a better one for the same server replaces.
    private var superseded: [CertificateHandle] = []

    /// Assembles the chain. If there are several server certificates, `key` selects one.
    init(
        _ given: [CertificateHandle], trust: TrustAnchors, key: PrivateKeyHandle?,
        at time: UnixTime, in library: LibraryContext
    ) throws(OriginCheckError) {
        guard given.count <= ChainAssembly.mostCertificates else {
            throw OriginCheckError(
                .damagedData, "\(given.count) certificates are too many for one server's chain",
                hint: "expected at most \(ChainAssembly.mostCertificates)")
        }
        (self.library, self.trust, self.given) = (library, trust, given)
        (self.key, self.time) = (key, time)
        assembly = try Self.assembly(given, trust, time, library) { _ in true }
        try chooseLeaf()
    }

    private static func assembly(
        _ given: [CertificateHandle], _ trust: TrustAnchors, _ time: UnixTime,
        _ library: LibraryContext, isOwn: (CertificateHandle) -> Bool
    ) throws(OriginCheckError) -> ChainAssembly {
        do {
            return try ChainAssembly(
                of: given, over: trust, in: library, at: time, isOwn: isOwn)
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }

    private mutating func assemble(
        from leaf: CertificateHandle, adding more: [CertificateHandle] = []
    ) throws(OriginCheckError) {
        let digest = leaf.sha256Bytes
        assembly = try Self.assembly(given + more, trust, time, library) {
            $0.sha256Bytes == digest
        }
    }

    // MARK: - The leaf

    private mutating func chooseLeaf() throws(OriginCheckError) {
        guard let first = assembly.links.first?.certificate else { return }
        let candidates = [first] + assembly.otherLeaves
        let own = try matching(candidates)
        guard let best = own.max(by: { rank($0) < rank($1) }) else { return }
        guard key != nil || best.bearsHostName || !best.isAuthority else {
            throw OriginCheckError(
                .damagedData,
                "the files hold only a CA certificate, none of a server: \(Self.shown(best))",
                hint: "add the server's certificate")
        }
        superseded = own.filter { $0 !== best }
        try assemble(from: best)
    }

    /// Returns the candidates that match the key. Without a key, returns all candidates, which must
    /// then belong to one server.
    private func matching(
        _ candidates: [CertificateHandle]
    ) throws(OriginCheckError) -> [CertificateHandle] {
        if let key {
            let own = candidates.filter { key.belongs(to: $0) }
            if own.isEmpty { throw wrongKey(key, leaf: candidates[0]) }
            return own
        }
        let isOneServer = candidates.allSatisfy {
            $0.publicKeySHA256 == candidates[0].publicKeySHA256
                && $0.alternativeNames?.dns == candidates[0].alternativeNames?.dns
                && $0.subject == candidates[0].subject
        }
        guard isOneServer else {
            throw OriginCheckError(
                .damagedData,
                """
                the files hold \(candidates.count) server certificates: \
                \(candidates.prefix(4).map(Self.dated).joined(separator: "; "))
                """,
                hint: "expected one; select it by its private key: --key FILE")
        }
        return candidates
    }

    private func wrongKey(_ key: PrivateKeyHandle, leaf: CertificateHandle) -> OriginCheckError {
        let other = given.first { key.belongs(to: $0) }
        let what =
            other.map { "belongs to \(Self.shown($0)), which is a CA certificate" }
            ?? "belongs to none of the certificates in the files"
        return OriginCheckError(
            .damagedData, "the key \(what); the server's certificate is \(Self.shown(leaf))",
            hint: """
                reordering cannot fix that: find the key of this certificate, \
                or make a new pair with fullstrict cert new
                """)
    }

    /// Ranks valid certificates above others, then by expiry.
    private func rank(_ leaf: CertificateHandle) -> (Int, Int64, String) {
        let (start, end) = (leaf.notBefore ?? .max, leaf.notAfter ?? .min)
        return (start <= time.seconds && time.seconds <= end ? 1 : 0, end, leaf.sha256)
    }

    // MARK: - Missing issuers

    /// Fetches missing and expired issuers until there are no more URLs to try.
    mutating func fetch(with fetcher: IssuerFetch) async throws(OriginCheckError) {
        var fetcher = fetcher
        while let leaf = assembly.links.first?.certificate, let child = childWithoutIssuer,
            fetcher.canFetch(for: child)
        {
            let issuers = await fetcher.issuers(of: child)
            if issuers.isEmpty { continue }
            try assemble(from: leaf, adding: fetcher.found.map(\.certificate))
        }
        self.fetcher = fetcher
    }

    /// The certificate whose issuer is missing or not valid now.
    private var childWithoutIssuer: CertificateHandle? {
        let links = assembly.links
        for (child, issuer) in zip(links, links.dropFirst()) where !issuer.isAnchor {
            let (start, end) = (
                issuer.certificate.notBefore ?? .max, issuer.certificate.notAfter ?? .min
            )
            if !(start...max(start, end)).contains(time.seconds) { return child.certificate }
        }
        return assembly.missingIssuer == nil ? nil : links.last?.certificate
    }

    /// Throws if an issuer is missing.
    func requireCompleteness() throws(OriginCheckError) {
        guard let missing = assembly.missingIssuer, let child = assembly.links.last else { return }
        let url = child.certificate.issuerURLs.first.map { TerminalText(untrusted: $0).text }
        let tried = fetcher?.log ?? []
        let found = tried.map {
            TerminalText(untrusted: "\($0.url): \($0.problem ?? "fetched")").text
        }
        var hint = "add a file that holds it"
        if let fetcher {
            hint +=
                "; " + (fetcher.log.isEmpty ? "the certificate names no URL for it" : "")
            hint += found.joined(separator: "; ")
        } else if let url {
            hint += "; or fetch it from \(url) with --aia"
        }
        throw OriginCheckError(
            .damagedData,
            """
            a certificate is missing: \(Self.shown(child.certificate)) was issued by \
            \(TerminalText(untrusted: missing).text), which is neither in the files nor a known root
            """, hint: hint)
    }

    // MARK: - The report

    /// The chain to judge: the certificates to send, plus the root if it is untrusted, so that the
    /// verdict names it.
    var judgeable: [CertificateHandle] {
        guard let root = assembly.root, !root.isAnchor else { return assembly.sendable }
        return assembly.sendable + [root.certificate]
    }

    /// The chain to send, with the source of each certificate.
    var chain: [FixReport.Sent] {
        let links = assembly.links.prefix(assembly.sendable.count)
        return links.map { link in
            let digest = link.certificate.sha256Bytes
            let isOurs = given.contains { $0.sha256Bytes == digest }
            let fetched = fetcher?.found.first { $0.certificate.sha256Bytes == digest }
            let source: FixReport.Source =
                isOurs ? .file : fetched.map { .url($0.url) } ?? .store
            return FixReport.Sent(CertificateFacts(reading: link.certificate), from: source)
        }
    }

    /// The certificates from the files that are not sent, with the reasons.
    var dropped: [FixReport.Dropped] {
        var dropped: [FixReport.Dropped] = []
        let drop = { (certificate: CertificateHandle, reason: FixReport.Reason) in
            FixReport.Dropped(CertificateFacts(reading: certificate), reason)
        }
        let own = Set(given.map(\.sha256Bytes))
        if let root = assembly.root, own.contains(root.certificate.sha256Bytes) {
            dropped.append(drop(root.certificate, root.isAnchor ? .root : .foreignRoot))
        }
        dropped += superseded.map { drop($0, .superseded) }
        let passed = Set(superseded.map(\.sha256Bytes))
        let others = assembly.strangers + assembly.otherLeaves
        dropped += others.filter {
            own.contains($0.sha256Bytes) && !passed.contains($0.sha256Bytes)
        }.map { drop($0, isReplaced($0) ? .replaced : .stranger) }
        return dropped + assembly.duplicates.map { drop($0, .duplicate) }
    }

    private func isReplaced(_ certificate: CertificateHandle) -> Bool {
        assembly.links.dropFirst().contains {
            $0.certificate.subject == certificate.subject
                && $0.certificate.publicKeySHA256 == certificate.publicKeySHA256
        }
    }

    private static func dated(_ certificate: CertificateHandle) -> String {
        let end = certificate.notAfter.map { UnixTime(seconds: $0).date.iso8601 } ?? "no date"
        return "\(shown(certificate)) until \(end)"
    }

    private static func shown(_ certificate: CertificateHandle) -> String {
        TerminalText(untrusted: certificate.subject).text
    }
}
