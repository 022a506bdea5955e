internal import OriginFacts

/// Findings about the path used to renew a certificate over HTTP-01 (RFC 8555 section 8.3).
public enum RenewalFinding: Hashable, Sendable {
    /// The CA's challenge request does not reach the origin.
    case blocked(outcome: EdgeOutcome, passing: [EncryptionMode])
    /// The CA's challenge request uses TLS with a validated certificate, so it fails once the
    /// certificate has expired. In the `without` modes, the request succeeds without a valid
    /// certificate.
    case needsCertificate(without: [EncryptionMode])
    /// The CA's challenge request succeeds in the judged mode, but not in these modes, which serve
    /// visitors.
    case closedElsewhere(modes: [EncryptionMode])
}

extension RenewalFinding {
    var id: String {
        switch self {
        case .blocked: "renewal.path-blocked"
        case .needsCertificate: "renewal.needs-certificate"
        case .closedElsewhere: "renewal.closed-elsewhere"
        }
    }

    var facts: FactValue {
        switch self {
        case .blocked(let outcome, let passing):
            [
                "visitor_gets": .text(outcome.id),
                "reachable_in": .texts(passing.map(\.rawValue)),
            ]
        case .needsCertificate(let without):
            ["reachable_without_in": .texts(without.map(\.rawValue))]
        case .closedElsewhere(let modes): ["blocked_in": .texts(modes.map(\.rawValue))]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .blocked, .needsCertificate, .closedElsewhere: [.renewWithoutPath]
        }
    }
}

extension FindingCollector {
    /// Returns a finding if the path is blocked in the judged mode or in others, or will be blocked
    /// when the certificate expires.
    func renewal(at seen: AddressObservation) -> [Found] {
        guard predictor.isRenewed(at: seen) else { return [] }
        let end = predictor.renewalWalk(mode, to: seen)
        // A closed plain port has its own finding. With Always Use HTTPS the port is not needed.
        guard end.trail.count > 1 || seen.connection(.plain).isOpen else { return [] }
        let result = RenewalPath.result(of: end)
        if result == .blocked {
            let passing = modes(at: seen) { RenewalPath.result(of: $0) == .reachable }
            return [(.renewal(.blocked(outcome: end.outcome, passing: passing)), .warning)]
        }
        guard end.outcome != .unknown else { return [] }
        return [needsCertificate(end, at: seen), closedElsewhere(at: seen)].compactMap(\.self)
    }

    private func needsCertificate(
        _ end: VisitorWalk.End, at seen: AddressObservation
    ) -> Found? {
        guard RenewalPath.needsCertificate(end) else { return nil }
        let without = modes(at: seen) {
            RenewalPath.result(of: $0) == .reachable && !RenewalPath.needsCertificate($0)
        }
        return (.renewal(.needsCertificate(without: without)), .info)
    }

    /// Returns the modes that serve visitors but in which the certificate cannot be renewed.
    private func closedElsewhere(at seen: AddressObservation) -> Found? {
        let closed = modes(at: seen) { RenewalPath.result(of: $0) == .blocked }.filter {
            predictor.walk($0, .https, to: seen).outcome.serves
        }
        return closed.isEmpty ? nil : (.renewal(.closedElsewhere(modes: closed)), .info)
    }

    /// Returns the modes in which the end of the walk satisfies `holds`. Strict (SSL-Only)
    /// is included only if it is available to the zone.
    private func modes(
        at seen: AddressObservation, where holds: (VisitorWalk.End) -> Bool
    ) -> [EncryptionMode] {
        EncryptionMode.allCases.filter {
            let isAvailable = $0 != .sslOnly || predictor.settings.isEnterprise
            return isAvailable && $0 != mode && holds(predictor.renewalWalk($0, to: seen))
        }
    }
}
