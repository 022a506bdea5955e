internal import COpenSSL
package import OpenSSLSupport
internal import OriginFacts

/// A chain put together from certificates in any order: whose server's it is, who signed whom, what the
/// anchors supply and what is missing. Dates and names are not looked at; that is the judge's.
package struct ChainAssembly {
    /// One certificate of the chain.
    package struct Rung {
        package let certificate: CertificateHandle
        /// Whether it was among those given; else it is an anchor.
        package let isGiven: Bool
    }

    /// Leaf first; ends in a root when nothing is missing.
    package private(set) var rungs: [Rung] = []
    /// The issuer that is neither given nor an anchor, as RFC 2253 text; nil when the chain is whole.
    package private(set) var missingIssuer: String?
    /// Given certificates that are no part of the chain, each once.
    package private(set) var strangers: [CertificateHandle] = []
    /// Certificates given more than once, each as often as it is too many.
    package private(set) var duplicates: [CertificateHandle] = []
    /// Further certificates that could be a server's own.
    package private(set) var otherLeaves: [CertificateHandle] = []
    /// Whether the leaf stood in front, where servers look for it.
    package private(set) var isLeafFirst = true

    private static let longest = 20
    /// More are not compared with one another.
    package static let mostCertificates = 200

    /// Assembles the chain of the server's certificate, which is the one that `isOwn` says when several
    /// could be it.
    package init(
        of given: [CertificateHandle], over anchors: TrustAnchors, in library: LibraryContext,
        isOwn: (CertificateHandle) -> Bool = { _ in true }
    ) throws(OpenSSLFailure) {
        let shelf = CertificateShelf(digester: try Digester(in: library))
        let store = try AnchorStore(anchors, in: library, shelf: shelf)
        let pool = unique(Array(given.prefix(Self.mostCertificates)))
        let candidates = Self.leaves(in: pool)
        guard let leaf = candidates.first(where: isOwn) ?? candidates.first else { return }
        isLeafFirst = given.first?.sha256Bytes == leaf.sha256Bytes
        otherLeaves = candidates.filter { $0 !== leaf }
        climb(from: leaf, pool: pool) { child in
            store.anchors(issuing: JudgedCertificate(child, digester: shelf.digester))
                .map(\.certificate.handle)
        }
        let used = rungs.map(\.certificate.sha256Bytes) + otherLeaves.map(\.sha256Bytes)
        strangers = pool.filter { !used.contains($0.sha256Bytes) }
    }

    private mutating func unique(_ given: [CertificateHandle]) -> [CertificateHandle] {
        var seen: Set<[UInt8]> = []
        let isFirst = given.map { seen.insert($0.sha256Bytes).inserted }
        duplicates = zip(given, isFirst).filter { !$0.1 }.map(\.0)
        return zip(given, isFirst).filter(\.1).map(\.0)
    }

    /// What could be a server's own: no CA; where all are CAs, one that signed none of the others.
    private static func leaves(in pool: [CertificateHandle]) -> [CertificateHandle] {
        let ends = pool.filter { !$0.isAuthority }
        if !ends.isEmpty { return ends }
        let lowest = pool.filter { issuer in
            !pool.contains { $0 !== issuer && $0.isIssued(by: issuer) }
        }
        return Array((lowest.isEmpty ? pool : lowest).prefix(1))
    }

    /// Anchors before given certificates, as OpenSSL's builder has it.
    private mutating func climb(
        from leaf: CertificateHandle, pool: [CertificateHandle],
        anchors: (CertificateHandle) -> [CertificateHandle]
    ) {
        var last = Rung(certificate: leaf, isGiven: true)
        rungs = [last]
        while !last.certificate.isIssued(by: last.certificate), rungs.count < Self.longest {
            let used = rungs.map(\.certificate.sha256Bytes)
            let child = last.certificate
            let anchor = anchors(child).first { child.isIssued(by: $0) }
            let parent = pool.filter {
                !used.contains($0.sha256Bytes) && child.isIssued(by: $0)
            }.max { ($0.notAfter ?? 0) < ($1.notAfter ?? 0) }
            guard let next = anchor ?? parent else {
                missingIssuer = child.issuer
                return
            }
            let isGiven = pool.contains { $0.sha256Bytes == next.sha256Bytes }
            last = Rung(certificate: next, isGiven: isGiven)
            rungs.append(last)
        }
    }
}

extension CertificateHandle {
    fileprivate var isAuthority: Bool {
        if case .authority = basicConstraints { true } else { false }
    }

    /// By name, key identifiers and signature.
    fileprivate func isIssued(by issuer: CertificateHandle) -> Bool {
        defer { ErrorQueue.clear() }
        guard X509_check_issued(issuer.pointer, pointer) == X509_V_OK,
            let key = X509_get0_pubkey(issuer.pointer)
        else { return false }
        return X509_verify(pointer, key) == 1
    }
}
