public import OriginFacts

/// A remark with a severity and its supporting facts.
public struct Finding: Hashable, Sendable {
    public var kind: FindingKind
    public var severity: Severity
    /// The addresses that it was seen at; empty if it is about the name.
    public var addresses: [IPAddress]
    /// The remedies, most helpful first; empty if nothing has to be fixed.
    public var remedies: [Remedy]

    package init(
        _ kind: FindingKind, severity: Severity, addresses: [IPAddress] = [],
        remedies: [Remedy] = []
    ) {
        self.kind = kind
        self.severity = severity
        self.addresses = addresses
        self.remedies = remedies
    }

    /// The stable dotted id.
    public var id: String {
        kind.id
    }
}

/// How much a finding matters in the judged mode.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case error
    case warning
    case info

    public static func < (worse: Severity, milder: Severity) -> Bool {
        worse.rank < milder.rank
    }

    private var rank: Int {
        switch self {
        case .error: 0
        case .warning: 1
        case .info: 2
        }
    }
}
