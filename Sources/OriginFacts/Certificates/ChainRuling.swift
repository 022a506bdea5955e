/// One judge's decision about a chain.
public enum ChainRuling: Hashable, Sendable {
    case accepted
    /// Every defect found, the one to name first in front; never empty.
    case rejected([ChainDefect])
    /// The edge's behaviour for these is not known; never empty.
    case uncertain([ChainDefect])

    public var defects: [ChainDefect] {
        switch self {
        case .accepted: []
        case .rejected(let defects), .uncertain(let defects): defects
        }
    }
}
