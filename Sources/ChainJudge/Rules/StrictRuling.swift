internal import OriginFacts

/// Puts path, names and hard checks together as the edge would.
struct StrictRuling {
    let path: FoundPath
    let naming: NameRuling
    /// The defect to name when no name matches; nil when none is asked for.
    let mismatch: (() -> ChainDefect)?

    var ruling: ChainRuling {
        var refusals = path.defects
        var doubts = path.detour.map { [$0] } ?? []
        switch naming.edge {
        case .accepted, .acceptedByCommonName, .acceptedAsHyphen: break
        case .unknown: doubts += mismatch.map { [$0()] } ?? []
        case .refused: refusals += mismatch.map { [$0()] } ?? []
        }
        refusals += path.violations.filter { $0.edge == .refuses }.map(\.defect)
        doubts += path.violations.filter { $0.edge == .unknown }.map(\.defect)
        if !refusals.isEmpty { return .rejected(DefectOrder.sorted(refusals)) }
        return doubts.isEmpty ? .accepted : .uncertain(DefectOrder.sorted(doubts))
    }
}
