public import EdgePolicy

/// What both kinds of visitors get from one origin in one mode.
public struct MatrixCell: Hashable, Sendable {
    public var mode: EncryptionMode
    /// Outcomes in the spelling of the wire, the most frequent first.
    public var https: [String]
    public var http: [String]
    /// What was expected, in words for people; shown when it did not come.
    public var expected: String
    public var isExpected: Bool

    /// One cell.
    public init(
        mode: EncryptionMode, https: [String], http: [String], expected: String, isExpected: Bool
    ) {
        self.mode = mode
        self.https = https
        self.http = http
        self.expected = expected
        self.isExpected = isExpected
    }

    /// `526`, `200 521`, `200+526`.
    var text: String {
        let sides = [https, http].map { $0.map(MatrixCell.short).joined(separator: "+") }
        return sides[0] == sides[1] ? sides[0] : sides.joined(separator: " ")
    }

    private static func short(_ outcome: String) -> String {
        switch outcome {
        case EdgeError.stalledHandshake.rawValue: "522/5"
        case EdgeError.originNameUnresolved.rawValue: "530"
        case EdgeOutcome.unknown.id: "?"
        default: outcome
        }
    }
}
