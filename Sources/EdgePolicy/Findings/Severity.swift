/// How much a finding matters in the judged mode.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case error
    case warning
    case info

    public static func < (graver: Severity, milder: Severity) -> Bool {
        graver.rank < milder.rank
    }

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .info: 2
        }
    }
}
