internal import OriginFacts

/// The four layers, judged separately at one address.
public struct Layers: Hashable, Sendable {
    /// Whether the port that the judged mode needs accepts connections.
    public var reach: LayerState
    /// Whether the edge's handshake succeeds.
    public var tls: LayerState
    /// Whether strict would accept the certificate.
    public var certificate: LayerState
    /// Whether the origin returns an HTTP response.
    public var http: LayerState

    package init(
        reach: LayerState, tls: LayerState, certificate: LayerState, http: LayerState
    ) {
        self.reach = reach
        self.tls = tls
        self.certificate = certificate
        self.http = http
    }
}

/// The state of one layer.
public enum LayerState: String, Hashable, Sendable, CaseIterable {
    case good
    case bad
    /// The step started, but the deadline passed or access was refused.
    case incomplete
    /// Nothing could be observed.
    case unknown
}

/// Judges the four layers of one address separately. Even if a page is slow or refuses access, it
/// shows that the handshake and the certificate are good.
enum LayerJudge {
    /// Returns the layers of an https visitor's request in Full (strict).
    static func layers(
        _ seen: AddressObservation, verdict: ChainVerdict?, target: Target, vantage: Vantage
    ) -> Layers {
        let judge = LegJudge(target: target, seen: seen, vantage: vantage, verdict: verdict)
        let key = ExchangeKey(leg: .tls, forwarded: .https, path: target.path)
        let whole = judge.tls(key, rule: .any)
        return Layers(
            reach: reach(seen.tlsConnection, whole), tls: tls(seen.handshake, whole),
            certificate: certificate(verdict), http: http(seen[key]))
    }

    private static func reach(_ connection: ConnectionFact, _ whole: LegOutcome) -> LayerState {
        switch connection {
        case .open: .good
        case .failed: whole.answer == .unknown ? .unknown : .bad
        case .notTested: .unknown
        }
    }

    private static func tls(_ handshake: HandshakeFact, _ whole: LegOutcome) -> LayerState {
        switch handshake {
        case .completed: .good
        case .failed: whole.answer == .unknown ? .unknown : .bad
        case .notTested: .unknown
        }
    }

    private static func certificate(_ verdict: ChainVerdict?) -> LayerState {
        switch verdict?.strict {
        case .accepted: .good
        case .rejected: .bad
        case .uncertain, nil: .unknown
        }
    }

    private static func http(_ result: ExchangeResult?) -> LayerState {
        switch result {
        case .answered(let answer): AccessRefusal.isRefusal(answer.status) ? .incomplete : .good
        case .failed(.timedOut): .incomplete
        case .failed: .bad
        case .notTested(.outOfTime): .incomplete
        case .notTested, nil: .unknown
        }
    }
}
