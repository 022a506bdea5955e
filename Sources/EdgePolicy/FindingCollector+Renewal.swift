internal import OriginFacts

/// Findings about the path by which a certificate is renewed.
extension FindingCollector {
    /// Whether the path is closed in the judged mode, or closes when the certificate ends.
    func renewal() -> [Finding] {
        considered.flatMap { seen -> [Finding] in
            guard RenewalPath.isLikely(at: seen), !isFromOriginCA(seen),
                let found = renewal(at: seen)
            else { return [] }
            return [Finding(found.kind, severity: found.severity, addresses: [seen.address])]
        }
    }

    private func renewal(at seen: AddressObservation) -> (kind: FindingKind, severity: Severity)? {
        let end = predictor.renewalWalk(mode, to: seen)
        // A dead plain port is told for itself; Always Use HTTPS would do without it.
        guard end.trail.count > 1 || seen.connection(.plain).isOpen else { return nil }
        switch end.outcome {
        case .edgeError, .loop: return (.renewalBlocked(outcome: end.outcome), .warning)
        case .passedThrough(let status) where StrangerRule.isRefusal(status) || status >= 500:
            return (.renewalBlocked(outcome: end.outcome), .warning)
        case .passedThrough:
            let isChecked = end.trail.contains { $0.route == .tls(.validated) }
            return isChecked ? (.renewalNeedsCertificate, .info) : nil
        case .unknown: return nil
        }
    }

    private func isFromOriginCA(_ seen: AddressObservation) -> Bool {
        predictor.verdicts[seen.address]?.anchor == .originCA
    }
}
