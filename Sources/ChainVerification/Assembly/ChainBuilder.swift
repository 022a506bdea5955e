internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Finds the best chain from a leaf, using certificates in any order and a list of roots. It
/// applies Dijkstra's algorithm to the relation "was signed by". The result does not depend on the
/// order of the certificates.
struct ChainBuilder {
    /// A candidate for a chain.
    struct Step {
        let certificate: JudgedCertificate
        let sha256: [UInt8]
        /// Whether it is one of the given certificates; otherwise it is an anchor.
        let isGiven: Bool
        let isAnchor: Bool
    }

    /// The ways a chain can end.
    enum End: Int, CaseIterable {
        /// A root in the list.
        case anchor
        /// A self-signed certificate among those given.
        case foreignRoot
        /// A certificate whose issuer is missing.
        case missing
        /// A certificate whose issuers are all below it in the chain.
        case circle
    }

    private static let longest = 20

    let store: AnchorStore
    let signatures: SignatureChecker
    private let pool: [Step]
    private let given: Set<[UInt8]>
    /// The time at which certificates should be valid; dates are ignored if it is nil.
    private let time: Int64?

    init(
        _ pool: [CertificateHandle], store: AnchorStore, signatures: SignatureChecker,
        at time: UnixTime?
    ) {
        self.store = store
        self.signatures = signatures
        self.time = time?.seconds
        self.pool = pool.map { handle in
            let judged = JudgedCertificate(handle, digester: signatures.cache.digester)
            return Step(
                certificate: judged, sha256: handle.sha256Bytes, isGiven: true,
                isAnchor: store.anchors(named: judged).contains {
                    $0.certificate.digest == judged.digest
                })
        }
        given = Set(self.pool.map(\.sha256))
    }

    /// Returns the best chain from a leaf, which must be in the pool.
    func best(from leaf: CertificateHandle) -> (steps: [Step], end: End)? {
        guard let start = pool.first(where: { $0.certificate.handle === leaf }) else { return nil }
        var open = [PartialChain(steps: [start], cost: ChainCost())]
        open[0].cost.flaws = isValid(start.certificate) ? 0 : 1
        var settled: Set<[UInt8]> = []
        var found: [End: PartialChain] = [:]
        while let next = Self.takeCheapest(&open), let last = next.steps.last {
            guard settled.insert(last.sha256).inserted else { continue }
            let issuers = isSelfSigned(last) ? [] : issuers(of: last)
            let end = end(of: last, issuers: issuers)
            if end == .anchor { return (next.steps, end) }
            if found[end] == nil || end == .circle { found[end] = next }
            guard next.steps.count < Self.longest else { continue }
            for issuer in issuers where !settled.contains(issuer.sha256) {
                open.append(extended(next, by: issuer))
            }
        }
        return End.allCases.lazy.compactMap { end in found[end].map { ($0.steps, end) } }.first
    }

    /// Whether `issuer` signed `subject`, judged by name, key identifiers and signature.
    func isIssued(_ subject: JudgedCertificate, by issuer: JudgedCertificate) -> Bool {
        defer { ErrorQueue.clear() }
        guard X509_check_issued(issuer.pointer, subject.pointer) == X509_V_OK,
            let key = X509_get0_pubkey(issuer.pointer)
        else { return false }
        return signatures.check(subject.pointer, by: issuer.pointer, key: key) == .good
    }

    // MARK: - Search

    /// An unfinished chain.
    private struct PartialChain {
        var steps: [Step]
        var cost: ChainCost

        /// A total order. Chains of equal cost are compared by their certificates.
        static func < (left: PartialChain, right: PartialChain) -> Bool {
            if left.cost != right.cost { return left.cost < right.cost }
            for (one, other) in zip(left.steps, right.steps) where one.sha256 != other.sha256 {
                return one.sha256.lexicographicallyPrecedes(other.sha256)
            }
            return left.steps.count < right.steps.count
        }
    }

    private static func takeCheapest(_ open: inout [PartialChain]) -> PartialChain? {
        guard let place = open.indices.min(by: { open[$0] < open[$1] }) else { return nil }
        return open.remove(at: place)
    }

    private func extended(_ chain: PartialChain, by issuer: Step) -> PartialChain {
        var next = chain
        next.steps.append(issuer)
        next.cost.length += 1
        let leafEnd = chain.steps[0].certificate.notAfter ?? .min
        let end = issuer.certificate.notAfter ?? .min
        next.cost.earliestEnd = min(next.cost.earliestEnd, end)
        if end < leafEnd { next.cost.endingEarly += 1 }
        if !isValid(issuer.certificate) { next.cost.flaws += 1 }
        if !issuer.isAnchor, !issuer.certificate.isAuthority { next.cost.flaws += 1 }
        return next
    }

    private func isValid(_ certificate: JudgedCertificate) -> Bool {
        guard let time else { return true }
        guard let start = certificate.notBefore, let end = certificate.notAfter else {
            return false
        }
        return start <= time && time <= end
    }

    /// Whether the certificate is self-signed, judged by name and signature only. A server's
    /// certificate may be self-signed without being a CA.
    private func isSelfSigned(_ step: Step) -> Bool {
        defer { ErrorQueue.clear() }
        let own = step.certificate.pointer
        guard X509_NAME_cmp(X509_get_subject_name(own), X509_get_issuer_name(own)) == 0,
            let key = X509_get0_pubkey(own)
        else { return false }
        return signatures.check(own, by: own, key: key) == .good
    }

    private func end(of last: Step, issuers: [Step]) -> End {
        if isSelfSigned(last) { return last.isAnchor ? .anchor : .foreignRoot }
        return issuers.isEmpty ? .missing : .circle
    }

    private func issuers(of child: Step) -> [Step] {
        let anchors = store.anchors(issuing: child.certificate).map(\.certificate)
            .filter { isIssued(child.certificate, by: $0) }
            .map { anchor in
                let sha256 = anchor.handle.sha256Bytes
                return Step(
                    certificate: anchor, sha256: sha256, isGiven: given.contains(sha256),
                    isAnchor: true)
            }
        let others = pool.filter { issuer in
            issuer.sha256 != child.sha256 && !anchors.contains { $0.sha256 == issuer.sha256 }
                && isIssued(child.certificate, by: issuer.certificate)
        }
        return anchors + others
    }
}

/// The cost of a chain, most important part first. A lower cost is better.
struct ChainCost: Comparable {
    /// The number of certificates that are not valid at the time, and of issuers that are not CAs.
    var flaws = 0
    /// The number of issuers that expire before the leaf.
    var endingEarly = 0
    /// The number of certificates.
    var length = 1
    /// The earliest expiry of an issuer, in seconds since 1970; later is better.
    var earliestEnd = Int64.max

    static func < (left: ChainCost, right: ChainCost) -> Bool {
        (left.flaws, left.endingEarly, left.length, right.earliestEnd)
            < (right.flaws, right.endingEarly, right.length, left.earliestEnd)
    }
}
