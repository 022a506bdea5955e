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
        let all = verifier.verify(request.with(.collectAll))
        var path = found(all, in: store)
        path.defects = defects(of: all.problems + first.problems)
        if all.isOverBudget || first.isOverBudget {
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

    private func defects(of problems: [PathProblem]) -> [ChainDefect] {
        let named = DefectOrder.sorted(problems.compactMap(VerifyErrorTable.defect))
        // An echo alone is still a refusal.
        return named.isEmpty ? problems.map(other) : named
    }

    private func other(_ problem: PathProblem) -> ChainDefect {
        .other(
            certificate: problem.certificate?.subject ?? "", code: problem.code,
            text: VerifyErrorTable.text(problem.code))
    }
}
