/// The reason a job could not be done. Problems of an origin are never errors: reports contain
/// them.
public struct OriginCheckError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of error, for decisions in code.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A setting or an argument is invalid; nothing was tried.
        case invalidInput
        /// An input was read, but its content is invalid.
        case damagedData
        /// A file or stream cannot be read.
        case unreadableInput
        /// A service does not respond, or this machine lacks a feature.
        case unavailable
        /// A bug in this library.
        case internalFault
        /// A file cannot be written.
        case cannotWrite
    }

    public var kind: Kind
    /// What went wrong, in one sentence.
    public var message: String
    /// What to do next; nil if there is no suggestion.
    public var hint: String?

    public init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// The message, with the hint on a line of its own.
    public var description: String {
        hint.map { "\(message)\n  \($0)" } ?? message
    }
}
