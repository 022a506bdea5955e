package import OpenSSLSupport
package import OriginFacts

/// Judges certificate chains as the edge in Full (strict) and as a browser would. Each worker has
/// its own judge, because a judge remembers signatures and holds the anchors in use. It uses no
/// clock and no file.
package final class ChainJudge {
    private let strictAnchors: AnchorStore
    private let browserAnchors: AnchorStore
    private let cache: CertificateCache
    let signatures: SignatureChecker
    private let verifier: PathVerifier
    private let limits: JudgeLimits
    private let library: LibraryContext
    /// The judge for keys that this judge's library cannot read. It is created for the first chain
    /// with such a key.
    private var fuller: ChainJudge?

    /// Creates a judge with the roots that the edge trusts and the roots that browsers trust.
    package init(
        library: LibraryContext, strict: TrustAnchors, browser: TrustAnchors,
        limits: JudgeLimits = JudgeLimits()
    ) throws(OpenSSLFailure) {
        let digester = try Digester(in: library)
        cache = CertificateCache(digester: digester)
        strictAnchors = try AnchorStore(strict, in: library, cache: cache)
        browserAnchors =
            browser === strict
            ? strictAnchors : try AnchorStore(browser, in: library, cache: cache)
        signatures = SignatureChecker(cache: cache, capacity: limits.rememberedSignatures)
        verifier = try PathVerifier(in: library, signatures: signatures)
        self.limits = limits
        self.library = library
    }

    /// Returns the verdict on a chain as sent, leaf first, for those names at that time. Without
    /// `names`, names are not checked. `depth` is the maximum number of certificates between leaf
    /// and root. With `evidence`, the verdict also says whether certificates are revoked, but the
    /// rulings do not change. The result is the same in every library context: if a lean one cannot
    /// read a key, a full one is used.
    package func judge(
        _ chain: [CertificateHandle], for names: AcceptableNames?, at time: UnixTime,
        depth: Int? = nil, evidence: RevocationEvidence? = nil
    ) -> ChainVerdict {
        // This must come first, because it forgets certificates identified by their address.
        signatures.begin(microseconds: limits.signatureMicroseconds)
        if let excess = ChainSize(of: chain).excess(over: limits) {
            return refused(excess)
        }
        guard let leaf = chain.first, let sent = CertificateStack(chain) else {
            return refused(.malformed(certificate: "", detail: "no certificate"))
        }
        let question = ChainInput(
            leaf: leaf, sent: sent,
            certificates: chain.map { cache.certificate(at: $0.pointer) }, time: time,
            depth: depth)
        let verdict = judge(question, for: names, evidence: evidence)
        guard needsFullLibrary(question, verdict), let full = judgeInFullLibrary(),
            let again = try? chain.map({ try CertificateHandle(der: $0.der, in: full.library) })
        else { return verdict }
        return full.judge(again, for: names, at: time, depth: depth, evidence: evidence)
    }

    /// Whether the verdict may be wrong because a lean library cannot read a key in a sent
    /// certificate or in an anchor in use.
    private func needsFullLibrary(_ chain: ChainInput, _ verdict: ChainVerdict) -> Bool {
        guard library.isLean else { return false }
        let isAccepted = verdict.strict == .accepted && verdict.browser == .accepted
        return chain.certificates.contains(where: \.hasForeignKey)
            || !isAccepted && (strictAnchors.hasForeignKey || browserAnchors.hasForeignKey)
    }

    /// Returns the judge with a full library. Nil if OpenSSL cannot create a context, in which case
    /// the lean library's verdict stands.
    private func judgeInFullLibrary() -> ChainJudge? {
        if fuller == nil {
            fuller = try? ChainJudge(
                library: LibraryContext(), strict: strictAnchors.anchors,
                browser: browserAnchors.anchors, limits: limits)
        }
        return fuller
    }

    private func judge(
        _ question: ChainInput, for names: AcceptableNames?, evidence: RevocationEvidence?
    ) -> ChainVerdict {
        let search = PathSearch(verifier: verifier, limits: limits)
        let strict = search.runWithRemarks(question, over: strictAnchors)
        if strict.anchor != nil {
            for (certificate, role) in strict.roles where role == .intermediate {
                cache.remember(certificate)
            }
        }
        let browser = browserPath(question, strict: strict, search: search)
        var verdict = verdict(on: question, strict: strict, browser: browser, names: names)
        if let evidence {
            let path = strict.anchor == nil && browser.anchor != nil ? browser : strict
            verdict.revocation = revocation(of: path, by: evidence, at: question.time)
        }
        return verdict
    }

    /// Returns the path for a browser, which accepts any good path. The edge's path is reused if
    /// browsers also have its anchor.
    private func browserPath(
        _ chain: ChainInput, strict: PathResult, search: PathSearch
    ) -> PathResult {
        if strict.defects.isEmpty,
            let anchor = strict.anchor.flatMap(browserAnchors.anchor(equalTo:))
        {
            let shared = strict.shared(under: anchor)
            if BrowserRuling.refusals(of: shared).isEmpty { return shared }
        }
        return search.run(chain, over: browserAnchors)
    }

    private func verdict(
        on chain: ChainInput, strict: PathResult, browser: PathResult, names: AcceptableNames?
    ) -> ChainVerdict {
        let judge = names.map { NameJudge(chain.leaf, for: $0) }
        let naming = judge?.rule() ?? .notAsked
        let edge = StrictRuling(
            path: strict, naming: naming, mismatch: judge.map { judge in { judge.mismatch } }
        ).ruling
        let direct = BrowserRuling(
            path: browser, naming: naming,
            mismatch: judge.map { judge in { judge.browserMismatch } }
        ).ruling
        let findings = ChainFindings(
            chain: chain, strict: strict, browser: browser, naming: naming, limits: limits
        ).findings
        return ChainVerdict(
            strict: edge, browser: direct, path: digests(of: strict), anchor: strict.anchorClass,
            nameMatch: naming.match, findings: findings,
            strictUntil: edge == .accepted ? horizon(of: chain, path: strict) : nil)
    }

    private func horizon(of chain: ChainInput, path: PathResult) -> UnixTime? {
        ValidityHorizon(verifier: verifier, store: strictAnchors).end(of: chain, path: path)
    }

    private func revocation(
        of path: PathResult, by evidence: RevocationEvidence, at time: UnixTime
    ) -> [CertificateRevocation] {
        guard path.anchor != nil else { return [] }
        return RevocationJudge(evidence, at: time, in: library).statuses(of: path.certificates)
    }

    private func digests(of path: PathResult) -> [String] {
        guard path.anchor != nil else { return [] }
        return path.certificates.compactMap(\.digest?.hex)
    }

    private func refused(_ defect: ChainDefect) -> ChainVerdict {
        ChainVerdict(strict: .rejected([defect]), browser: .rejected([defect]))
    }
}

/// One chain to judge at one time.
struct ChainInput {
    let leaf: CertificateHandle
    /// Every certificate sent, in the order received.
    let sent: CertificateStack
    /// The same certificates in the form the rules use.
    let certificates: [JudgedCertificate]
    let time: UnixTime
    /// The maximum number of certificates between leaf and anchor; nil for OpenSSL's own limit.
    var depth: Int?

    /// Returns the OpenSSL request for that store.
    func request(to store: AnchorStore) -> PathRequest {
        PathRequest(leaf: leaf, sent: sent, trust: .store(store), time: time, depth: depth)
    }
}

/// The limits for one verdict, and the thresholds for findings.
package struct JudgeLimits: Sendable {
    package var certificates = 100
    /// The maximum size of all certificates together. A Certificate message over 100 KB is refused
    /// in the handshake.
    package var chainBytes = 100 * 1024
    /// The limit on the estimated work on new signatures, in microseconds on a slow core.
    package var signatureMicroseconds = 400_000
    /// The maximum number of comparisons of a name with a name constraint.
    package var nameComparisons = 2_000_000
    /// The maximum number of paths to try if OpenSSL's own choice fails.
    package var paths = 64
    /// The maximum number of certificates in such a path.
    package var pathLength = 12
    /// The maximum number of good signatures to remember; 0 turns the memory off.
    package var rememberedSignatures = 16_384
    /// The share of the lifetime, in percent, at which "expires soon" begins.
    package var expirySharePercent: Int64 = 20
    /// The maximum number of seconds before the end at which it begins: 14 days.
    package var expirySeconds: Int64 = 14 * 86_400

    /// The default limits.
    package init() {}
}
