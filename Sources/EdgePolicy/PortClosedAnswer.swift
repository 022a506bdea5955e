/// The line first-time readers come for: is 521 predicted, and what would help against it?
public struct PortClosedAnswer: Hashable, Sendable {
    /// The modes and visitor schemes that would give 521; empty when none would.
    public var modes: [EncryptionMode]
    /// Why none (or not known).
    public var reason: Reason
    /// A mode in which the same visitors are served; nil when there is none.
    public var weakerModeThatHelps: EncryptionMode?

    /// Why 521 is, or is not, predicted.
    public enum Reason: Hashable, Sendable {
        /// Both ports answer.
        case portsAnswer
        /// The needed port is refused.
        case refused(port: UInt16)
        /// Both are refused.
        case bothRefused
        case notKnown
    }

    /// The 521 line.
    public init(
        modes: [EncryptionMode], reason: Reason, weakerModeThatHelps: EncryptionMode?
    ) {
        self.modes = modes
        self.reason = reason
        self.weakerModeThatHelps = weakerModeThatHelps
    }
}
