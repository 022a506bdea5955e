/// The line first-time readers come for: is 521 predicted, and what would help against it?
public struct PortClosedAnswer: Hashable, Sendable {
    /// The modes in which https visitors would get 521; empty when none would.
    public var modes: [EncryptionMode]
    /// The modes in which http visitors alone would: Always Use HTTPS spares them.
    public var httpVisitorsOnly: [EncryptionMode]
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
        modes: [EncryptionMode], httpVisitorsOnly: [EncryptionMode] = [], reason: Reason,
        weakerModeThatHelps: EncryptionMode?
    ) {
        self.modes = modes
        self.httpVisitorsOnly = httpVisitorsOnly
        self.reason = reason
        self.weakerModeThatHelps = weakerModeThatHelps
    }
}
