internal import OriginFacts

/// Findings about the path by which a certificate is renewed over HTTP-01 (RFC 8555 section 8.3).
public enum RenewalFinding: Hashable, Sendable {
    /// The CA's request for the challenge does not get through.
    case blocked(outcome: EdgeOutcome, passing: [EncryptionMode])
    /// That request goes over TLS with a validated certificate, so it fails once the certificate
    /// has expired. In the modes named it gets through without one.
    case needsCertificate(without: [EncryptionMode])
    /// It gets through in the judged mode, and not in these, which serve visitors.
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
    /// Whether the path is blocked in the judged mode or in others, or will be when the certificate
    /// expires.
    func renewal(at seen: AddressObservation) -> [Found] {
        guard predictor.isRenewed(at: seen) else { return [] }
        let end = predictor.renewalWalk(mode, to: seen)
        // A closed plain port has a finding of its own; with Always Use HTTPS it is not needed.
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

    /// Modes that serve visitors, yet in which the certificate cannot be renewed.
    private func closedElsewhere(at seen: AddressObservation) -> Found? {
        let closed = modes(at: seen) { RenewalPath.result(of: $0) == .blocked }.filter {
            predictor.walk($0, .https, to: seen).outcome.serves
        }
        return closed.isEmpty ? nil : (.renewal(.closedElsewhere(modes: closed)), .info)
    }

    /// Modes whose walk ends like that; Strict (SSL-Only) only where the zone can have it.
    private func modes(
        at seen: AddressObservation, where holds: (VisitorWalk.End) -> Bool
    ) -> [EncryptionMode] {
        EncryptionMode.allCases.filter {
            let isAvailable = $0 != .sslOnly || predictor.settings.isEnterprise
            return isAvailable && $0 != mode && holds(predictor.renewalWalk($0, to: seen))
        }
    }
}
