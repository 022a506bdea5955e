internal import OriginFacts

/// Findings about the path by which a certificate is renewed.
extension FindingCollector {
    private typealias Found = (kind: FindingKind, severity: Severity)

    /// Whether the path is closed in the judged mode, or in others, or closes when the certificate ends.
    func renewal() -> [Finding] {
        considered.filter(predictor.isRenewed).flatMap { seen in
            renewal(at: seen).map {
                Finding($0.kind, severity: $0.severity, addresses: [seen.address])
            }
        }
    }

    private func renewal(at seen: AddressObservation) -> [Found] {
        let end = predictor.renewalWalk(mode, to: seen)
        // A dead plain port is told for itself; Always Use HTTPS would do without it.
        guard end.trail.count > 1 || seen.connection(.plain).isOpen else { return [] }
        let result = RenewalPath.result(of: end)
        if result == .blocked {
            let passing = modes(at: seen) { RenewalPath.result(of: $0) == .reachable }
            return [(.renewalBlocked(outcome: end.outcome, passing: passing), .warning)]
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
        return (.renewalNeedsCertificate(without: without), .info)
    }

    /// A mode that serves visitors, and in which the certificate cannot be renewed all the same.
    private func closedElsewhere(at seen: AddressObservation) -> Found? {
        let closed = modes(at: seen) { RenewalPath.result(of: $0) == .blocked }.filter {
            predictor.walk($0, .https, to: seen).outcome.serves
        }
        return closed.isEmpty ? nil : (.renewalClosedElsewhere(modes: closed), .info)
    }

    /// Modes whose walk ends like that; Strict (SSL-Only) where the zone can have it.
    private func modes(
        at seen: AddressObservation, where holds: (VisitorWalk.End) -> Bool
    ) -> [EncryptionMode] {
        EncryptionMode.allCases.filter {
            let isAvailable = $0 != .sslOnly || predictor.settings.isEnterprise
            return isAvailable && $0 != mode && holds(predictor.renewalWalk($0, to: seen))
        }
    }
}
