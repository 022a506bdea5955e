/// A private key beside certificates; never the key itself.
public struct KeyFileFacts: Hashable, Sendable {
    /// The file it is in.
    public var file: String
    public var state: State

    /// What is known of the key in that file.
    public init(file: String, _ state: State) {
        self.file = file
        self.state = state
    }

    /// Whether the leaf certifies the key.
    public enum State: Hashable, Sendable {
        case belongs(KeyFacts)
        case differs(KeyFacts)
        /// Encrypted, and no password was given.
        case locked
    }
}
