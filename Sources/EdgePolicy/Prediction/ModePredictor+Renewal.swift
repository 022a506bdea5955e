internal import OriginFacts

/// The walk of a certificate authority, in each mode.
extension ModePredictor {
    /// The walk of a certificate authority to the renewal path of one address.
    func renewalWalk(
        _ mode: EncryptionMode, to seen: AddressObservation, settings: EdgeSettings? = nil
    ) -> VisitorWalk.End {
        let judge = LegJudge(
            target: observation.target, seen: seen, vantage: observation.vantage,
            verdict: verdicts[seen.address])
        return VisitorWalk(mode: mode, settings: settings ?? self.settings, judge: judge)
            .walk(from: .http, path: RenewalPath.path, atMost: RenewalPath.stepLimit)
    }

    /// Whether a certificate got by ACME may have to be renewed there.
    func isRenewed(at seen: AddressObservation) -> Bool {
        RenewalPath.isLikely(at: seen, of: observation.target)
            && verdicts[seen.address]?.anchor != .originCA
    }

    /// How renewal at those addresses fares in a mode; nil when there are none, or nobody asked.
    func renewal(
        _ mode: EncryptionMode, of renewed: [AddressObservation]
    ) -> RenewalPrediction? {
        var walks: [(IPAddress, VisitorWalk.End)] = []
        for seen in renewed {
            let end = renewalWalk(mode, to: seen)
            guard end.missing == nil else { return nil }
            walks.append((seen.address, end))
        }
        guard !walks.isEmpty else { return nil }
        return RenewalPrediction(
            outcomes: Self.weigh(walks), result: Self.result(of: walks.map(\.1)),
            needsCertificate: walks.contains { RenewalPath.needsCertificate($0.1) },
            ifAlwaysHTTPS: ifAlwaysHTTPS(mode, renewed))
    }

    private func ifAlwaysHTTPS(
        _ mode: EncryptionMode, _ renewed: [AddressObservation]
    ) -> RenewalResult? {
        guard settings.alwaysUseHTTPS == .unknown, mode != .off else { return nil }
        var upgraded = settings
        upgraded.alwaysUseHTTPS = .on
        let ends = renewed.map { renewalWalk(mode, to: $0, settings: upgraded) }
        return Self.result(of: ends)
    }

    private static func result(of ends: [VisitorWalk.End]) -> RenewalResult {
        let results = Set(ends.map(RenewalPath.result))
        guard results.count > 1 else { return results.first ?? .unknown }
        return results.contains(.blocked) ? .mixed : .unknown
    }
}
