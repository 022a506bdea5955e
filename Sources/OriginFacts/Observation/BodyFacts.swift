/// What was read of a body: at most 64 KiB, never decompressed.
public struct BodyFacts: Hashable, Sendable {
    public var bytesRead: Int
    /// Lower-case hex of the SHA-256 over what was read; nil when nothing was.
    public var sha256: String?
    public var end: End

    /// The facts of one body.
    public init(bytesRead: Int, sha256: String?, end: End) {
        self.bytesRead = bytesRead
        self.sha256 = sha256
        self.end = end
    }

    /// How reading ended.
    public enum End: String, Hashable, Sendable, CaseIterable {
        case complete
        /// There was more than we read.
        case cut
        /// The connection closed or broke before the announced end.
        case broken
        /// The deadline came first.
        case timedOut
    }
}
