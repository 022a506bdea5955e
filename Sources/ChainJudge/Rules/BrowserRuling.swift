internal import OpenSSLSupport
internal import OriginFacts

/// Puts path, names and rules together as the browsers do that a visitor is likely to have: what one of
/// Chrome, Safari and Firefox refuses is refused.
struct BrowserRuling {
    let path: FoundPath
    let naming: NameRuling
    let mismatch: (() -> ChainDefect)?

    /// What is wrong with the path, whatever the host.
    static func refusals(of path: FoundPath) -> [ChainDefect] {
        path.defects + path.violations.map(\.defect)
            + BrowserRule.all.flatMap { $0.examine(path) }
    }

    /// A detour is no refusal: browsers look for another path themselves.
    var ruling: ChainRuling {
        var refusals = BrowserRuling.refusals(of: path)
        if let mismatch, !naming.isBrowserMatch { refusals.append(mismatch()) }
        return refusals.isEmpty ? .accepted : .rejected(DefectOrder.sorted(refusals))
    }
}
