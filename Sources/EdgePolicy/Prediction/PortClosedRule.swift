internal import OriginFacts

/// Answers the 521 question from the predictions.
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
