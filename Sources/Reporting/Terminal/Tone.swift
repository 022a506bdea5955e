/// How a stretch of text is coloured, where colour is on.
enum Tone: Hashable, CaseIterable {
    case plain
    case strong
    case dim
    case good
    case caution
    case bad

    /// The SGR parameter (ECMA-48 section 8.3.117); nil for plain text.
    var parameter: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .dim: "2"
        case .good: "32"
        case .caution: "33"
        case .bad: "31"
        }
    }
}
