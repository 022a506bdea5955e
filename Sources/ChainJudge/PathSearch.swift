internal import OpenSSLSupport
internal import OriginFacts

/// Looks for a path as the edge would, and when there is none, finds out everything that is wrong.
struct PathSearch {
    let verifier: PathVerifier
    let limits: JudgeLimits

    /// The path over that store.
    func run(_ chain: ChainCase, over store: AnchorStore) -> FoundPath {
        let request = chain.request(to: store)
        let first = verifier.verify(request)
        if first.accepted { return found(first, in: store) }
        let retry = PathRetry(verifier: verifier, limits: limits, store: store, chain: chain)
        if let detour = retry.detour(around: first.chain) { return detour }
        let all = verifier.verify(request.with(.collectAll))
        var path = found(all, in: store)
        path.defects = DefectOrder.sorted(
            VerifyErrorTable.defects(for: all.problems + first.problems))
        if all.isOverBudget {
            path.defects = [.tooComplex(detail: "signatures that take too long to check")]
        }
        return path
    }

    private func found(_ outcome: PathOutcome, in store: AnchorStore) -> FoundPath {
        FoundPath(
            certificates: outcome.chain,
            anchor: outcome.chain.last.flatMap { store.anchor(at: $0.pointer) },
            defects: [], detour: nil)
    }
}
