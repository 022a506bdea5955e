internal import OriginFacts

/// Judges one leg to one address, in the order of the steps: connection, handshake, certificate,
/// request.
struct LegJudge {
    let target: Target
    let seen: AddressObservation
    let vantage: Vantage
    /// The verdict on the chain. Nil if the chain is not judged, because the requests do not depend
    /// on it.
    let verdict: ChainVerdict?
    var ignoresCertificates = false

    /// Returns the outcome of a plain request.
    func plain(_ key: ExchangeKey) -> LegOutcome {
        reach(.plain) ?? exchange(key, request: .notAsked)
    }

    /// Returns the outcome of a request over TLS under that certificate rule.
    func tls(_ key: ExchangeKey, rule: CertificateRule) -> LegOutcome {
        if let unreached = reach(.tls) { return unreached }
        let port = target.originPorts[.https]
        let tripleDES = seen.diagnosis.tripleDES
        if let failed = HandshakeTable.outcome(seen.handshake, port: port, tripleDES: tripleDES) {
            return failed
        }
        if !ignoresCertificates, let refused = CertificateTable.outcome(verdict, rule: rule) {
            return refused
        }
        return exchange(key, request: session?.clientCertificate ?? .notAsked)
    }

    private var session: TLSSession? {
        guard case .completed(let session) = seen.handshake else { return nil }
        return session
    }

    private func reach(_ leg: Leg) -> LegOutcome? {
        ReachTable.outcome(
            ReachTable.Situation(
                port: target.originPorts[leg.scheme], needed: seen.connection(leg),
                other: seen.connection(leg.other), hasRoute: vantage.hasRoute(seen.address.family),
                isOnOrigin: vantage.isOrigin))
    }

    private func exchange(_ key: ExchangeKey, request: ClientCertificateRequest) -> LegOutcome {
        guard let result = seen[key] else {
            return LegOutcome(answer: .notAsked, basis: .unknown, because: nil)
        }
        return ExchangeTable.outcome(result, leg: key.leg, request: request)
    }
}

extension Leg {
    var scheme: VisitorScheme {
        switch self {
        case .plain: .http
        case .tls: .https
        }
    }

    var other: Leg {
        switch self {
        case .plain: .tls
        case .tls: .plain
        }
    }
}

/// The state of a leg: how it ended, or that it is still open.
enum LegAnswer: Hashable, Sendable {
    case answered(HTTPAnswer)
    case edgeError(EdgeError)
    case unknown
    /// The request has not been sent yet, but the prober can send it.
    case notAsked
}
