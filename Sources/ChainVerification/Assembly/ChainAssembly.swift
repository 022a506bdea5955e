internal import COpenSSL
package import OpenSSLSupport
package import OriginFacts

/// A chain assembled from certificates in any order: the server's certificate, its issuers, what
/// the anchors supply and what is missing. The order given only decides which of several leaves
/// comes first. Judging the chain is the job of `ChainJudge`.
package struct ChainAssembly {
    /// One certificate of the chain.
    package struct Rung {
        package let certificate: CertificateHandle
        /// Whether it was among those given; otherwise it is an anchor.
        package let isGiven: Bool
        /// Whether it is in the list of roots.
        package let isAnchor: Bool
    }

    /// Leaf first; ends in a root when nothing is missing.
    package private(set) var rungs: [Rung] = []
    /// The issuer that is neither given nor an anchor, as RFC 2253 text; nil when the chain is
    /// complete.
    package private(set) var missingIssuer: String?
    /// Given certificates that are not part of the chain, each once.
    package private(set) var strangers: [CertificateHandle] = []
    /// The extra copies of certificates given more than once.
    package private(set) var duplicates: [CertificateHandle] = []
    /// Other certificates that could be the server's own.
    package private(set) var otherLeaves: [CertificateHandle] = []
    /// Whether the leaf came first, where servers expect it.
    package private(set) var isLeafFirst = true

    /// The most certificates that are considered.
    package static let mostCertificates = 200
    /// Estimated work on signatures, in microseconds of a slow core; beyond it signatures count as
    /// bad.
    private static let signatureMicroseconds = 5_000_000
    private static let rememberedSignatures = 4_096

    /// Assembles the chain of the server's certificate; when several could be it, `isOwn` decides.
    /// Issuers that are valid at `time` are preferred, and chains that end in an anchor; without
    /// `time`, dates only break ties.
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
        let used = rungs.map(\.certificate.sha256Bytes) + otherLeaves.map(\.sha256Bytes)
        strangers = pool.filter { !used.contains($0.sha256Bytes) }
    }

    /// What a server should send: the chain without the root, which clients have; a self-signed
    /// certificate alone.
    package var sendable: [CertificateHandle] {
        let all = rungs.map(\.certificate)
        guard missingIssuer == nil, all.count > 1 else { return all }
        return all.dropLast()
    }

    /// The root at the end; nil when something is missing or the leaf is self-signed.
    package var root: Rung? {
        missingIssuer == nil && rungs.count > 1 ? rungs.last : nil
    }

    private mutating func unique(_ given: [CertificateHandle]) -> [CertificateHandle] {
        var seen: Set<[UInt8]> = []
        let isFirst = given.map { seen.insert($0.sha256Bytes).inserted }
        duplicates = zip(given, isFirst).filter { !$0.1 }.map(\.0)
        return zip(given, isFirst).filter(\.1).map(\.0)
    }

    private mutating func assemble(_ search: ChainBuilder, from leaf: CertificateHandle) {
        guard let (steps, end) = search.best(from: leaf) else { return }
        rungs = steps.map { step in
            Rung(
                certificate: step.certificate.handle, isGiven: step.isGiven,
                isAnchor: step.isAnchor)
        }
        switch end {
        case .anchor, .foreignRoot: missingIssuer = nil
        case .missing, .circle: missingIssuer = rungs.last?.certificate.issuer
        }
    }
}

extension CertificateHandle {
    /// Whether the other certificate signed this one: by name, key identifiers and signature.
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

    /// Those that are not CAs and signed none of the others. If all are CAs, the lowest that names
    /// a host (as made by `openssl req -x509`), otherwise just the lowest.
    func candidates(in pool: [CertificateHandle]) -> [CertificateHandle] {
        let judged = pool.map { JudgedCertificate($0, digester: digester) }
        let ends = judged.filter { !$0.isAuthority }
        if !ends.isEmpty { return lowest(of: ends, in: judged).map(\.handle) }
        let lowest = lowest(of: judged, in: judged)
        let named = lowest.filter(\.handle.bearsHostName)
        return (named.isEmpty ? Array(lowest.prefix(1)) : named).map(\.handle)
    }

    /// Those that signed no other one; all of them when there is none.
    private func lowest(
        of some: [JudgedCertificate], in pool: [JudgedCertificate]
    ) -> [JudgedCertificate] {
        let lowest = some.filter { upper in
            !pool.contains { isAbove(upper, $0) }
        }
        return lowest.isEmpty ? some : lowest
    }

    /// Two certificates with the same name and key may have signed each other; then neither is
    /// above.
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
