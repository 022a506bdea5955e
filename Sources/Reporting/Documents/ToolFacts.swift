/// What made a report: program, rules, TLS library, trust list.
public struct ToolFacts: Hashable, Sendable {
    /// Version of fullstrict.
    public var version: String
    /// The rules' date: `2026.11`.
    public var ruleset: String
    /// OpenSSL's own version text.
    public var openSSL: String
    public var trust: TrustFacts

    /// Facts about the program that judged.
    public init(version: String, ruleset: String, openSSL: String, trust: TrustFacts) {
        self.version = version
        self.ruleset = ruleset
        self.openSSL = openSSL
        self.trust = trust
    }
}
