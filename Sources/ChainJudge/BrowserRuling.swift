internal import OpenSSLSupport
internal import OriginFacts

/// Puts path, names and rules together as the browsers do that a visitor is likely to have: what one of
/// Chrome, Safari and Firefox refuses is refused.
struct BrowserRuling {
    let path: FoundPath
    let naming: NameRuling
    let mismatch: () -> ChainDefect
    let violations: [HardCheck.Violation]

    /// A detour is no refusal: browsers look for another path themselves.
    var ruling: ChainRuling {
        var refusals = path.defects
        if !naming.isBrowserMatch { refusals.append(mismatch()) }
        refusals += violations.map(\.defect)
        refusals += BrowserRule.all.flatMap { $0.examine(path) }
        return refusals.isEmpty ? .accepted : .rejected(DefectOrder.sorted(refusals))
    }
}
