internal import OriginFacts

/// Derives the 521 answer from the predictions.
enum PortClosedRule {
    /// Where 521 is predicted, why, and which weaker mode would serve the same visitors.
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

/// Whether 521 is predicted, and what would help: the question many first-time users have.
public struct PortClosedAnswer: Hashable, Sendable {
    /// The modes in which https visitors would get 521; empty when none would.
    public var modes: [EncryptionMode]
    /// The modes in which only http visitors would; Always Use HTTPS avoids that.
    public var httpVisitorsOnly: [EncryptionMode]
    /// Why none (or not known).
    public var reason: Reason
    /// A weaker mode in which the same visitors are served; nil when there is none.
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
