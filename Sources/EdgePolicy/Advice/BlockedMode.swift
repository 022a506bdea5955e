/// A mode that does not work yet, and why.
public struct BlockedMode: Hashable, Sendable {
    public var mode: EncryptionMode
    /// Finding ids.
    public var findings: [String]

    /// A mode with what blocks it.
    public init(mode: EncryptionMode, findings: [String]) {
        self.mode = mode
        self.findings = findings
    }
}
