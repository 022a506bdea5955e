internal import OriginFacts

/// Derives the prediction about 521 from the predictions for all modes.
enum PortClosedRule {
    /// Returns the modes in which 521 is predicted, the reason, and the weaker mode that would
    /// serve the same visitors.
    static func answer(
        _ modes: [ModePrediction], _ seen: [AddressObservation], ports: PortPair
    ) -> PortClosedAnswer {
        let refused = modes.filter { gives521($0.https) }.map(\.mode)
        let httpOnly = modes.filter { gives521($0.http) && !gives521($0.https) }.map(\.mode)
        let helping = modes.last { mode in
            mode.https.result == .works && refused.contains { $0 > mode.mode }
        }
        return PortClosedAnswer(
            modes: refused, httpVisitorsOnly: httpOnly, reason: reason(seen, ports),
            weakerModeThatHelps: helping?.mode)
    }

    private static func gives521(_ prediction: VisitorPrediction) -> Bool {
        prediction.outcomes.contains { $0.outcome == .edgeError(.refused) }
    }

    private static func reason(
        _ seen: [AddressObservation], _ ports: PortPair
    ) -> PortClosedAnswer.Reason {
        let plain = seen.contains { $0.plainConnection == .failed(.refused) }
        let tls = seen.contains { $0.tlsConnection == .failed(.refused) }
        switch (plain, tls) {
        case (true, true): return .bothRefused
        case (true, false): return .refused(port: ports.http)
        case (false, true): return .refused(port: ports.https)
        case (false, false):
            let allOpen = !seen.isEmpty && seen.allSatisfy { $0.answersOnBothPorts }
            return allOpen ? .portsAnswer : .notKnown
        }
    }
}

extension AddressObservation {
    fileprivate var answersOnBothPorts: Bool {
        switch (plainConnection, tlsConnection) {
        case (.open, .open): true
        case (.open, _), (.failed, _), (.notTested, _): false
        }
    }
}

/// The prediction about 521 and what would help, which many first-time users ask about.
public struct PortClosedAnswer: Hashable, Sendable {
    /// The modes in which https visitors would get 521; empty if none would.
    public var modes: [EncryptionMode]
    /// The modes in which only http visitors would get 521. Always Use HTTPS avoids this.
    public var httpVisitorsOnly: [EncryptionMode]
    /// The reason that 521 is, or is not, predicted.
    public var reason: Reason
    /// A weaker mode that serves the same visitors; nil if there is none.
    public var weakerModeThatHelps: EncryptionMode?

    /// The reasons that 521 is, or is not, predicted.
    public enum Reason: Hashable, Sendable {
        /// Both ports accept connections.
        case portsAnswer
        /// The needed port refuses connections.
        case refused(port: UInt16)
        /// Both ports refuse connections.
        case bothRefused
        case notKnown
    }

    package init(
        modes: [EncryptionMode], httpVisitorsOnly: [EncryptionMode] = [], reason: Reason,
        weakerModeThatHelps: EncryptionMode?
    ) {
        self.modes = modes
        self.httpVisitorsOnly = httpVisitorsOnly
        self.reason = reason
        self.weakerModeThatHelps = weakerModeThatHelps
    }
}
