/// Why a job could not be done. What is wrong with an origin is never an error: it is in the report.
public struct OriginCheckError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for a program to decide by.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A setting or an argument makes no sense; nothing was tried.
        case invalidInput
        /// What was read is not what it should be.
        case damagedData
        /// A file or stream cannot be read.
        case unreadableInput
        /// A service or a feature of this machine that is needed is missing.
        case unavailable
        /// A fault of this library.
        case internalFault
        /// A file cannot be written.
        case cannotWrite
    }

    public var kind: Kind
    /// What happened, in one sentence.
    public var message: String
    /// What to do next; nil where there is nothing to suggest.
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
