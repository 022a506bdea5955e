internal import OriginFacts

/// Predicts the outcomes in all modes for one observation, from every walk to every address.
struct ModePredictor {
    let observation: OriginObservation
    let verdicts: [IPAddress: ChainVerdict]
    let settings: EdgeSettings
    /// The addresses that the edge chooses from, without the ones the user excluded. They are the
    /// IPv4 addresses if there are any (developers.cloudflare.com/network/ipv6-compatibility).
    let weighed: [AddressObservation]
    /// Every walk to an address, computed once for both predictions and findings.
    private let journeys: [IPAddress: Journeys]
    /// The ruling that holds regardless of the addresses.
    let ruling: PreAddressRules.Ruling?

    /// A visitor's walks to one address: both schemes in every mode.
    private struct Journeys {
        let ends: [VisitorWalk.End]

        init(_ judge: LegJudge, _ settings: EdgeSettings) {
            ends = EncryptionMode.allCases.flatMap { mode in
                let walk = VisitorWalk(mode: mode, settings: settings, judge: judge)
                return VisitorScheme.allCases.map { walk.walk(from: $0) }
            }
        }

        subscript(mode: EncryptionMode, scheme: VisitorScheme) -> VisitorWalk.End? {
            let schemes = VisitorScheme.allCases
            guard let row = EncryptionMode.allCases.firstIndex(of: mode),
                let column = schemes.firstIndex(of: scheme)
            else { return nil }
            return ends[row * schemes.count + column]
        }
    }

    init(
        observation: OriginObservation, verdicts: [IPAddress: ChainVerdict],
        settings: EdgeSettings
    ) {
        self.observation = observation
        self.verdicts = verdicts
        self.settings = settings
        let considered = observation.addresses.filter { !$0.isExcluded }
        let ipv4 = considered.filter { $0.address.family == .ipv4 }
        weighed = ipv4.isEmpty ? considered : ipv4
        var journeys: [IPAddress: Journeys] = [:]
        for seen in observation.addresses {
            let judge = LegJudge(
                target: observation.target, seen: seen, vantage: observation.vantage,
                verdict: verdicts[seen.address])
            journeys[seen.address] = Journeys(judge, settings)
        }
        self.journeys = journeys
        ruling = PreAddressRules.ruling(observation)
    }

    /// Returns the predictions for all five modes, weakest first.
    func predictions() -> [ModePrediction] {
        let renewed = ruling == nil ? weighed.filter(isRenewed) : []
        return EncryptionMode.allCases.map { mode in
            let https = prediction(mode, .https)
            var http = prediction(mode, .http)
            if isSparedByAlwaysHTTPS(mode, http: http, https: https) {
                http.outcomes = http.outcomes.map { $0.onlyWithoutAlwaysHTTPS() }
            }
            return ModePrediction(
                mode: mode, http: http, https: https, renewal: renewal(mode, of: renewed))
        }
    }

    /// Returns the walks of one visitor in one mode, one for each weighed address.
    func walks(_ mode: EncryptionMode, _ scheme: VisitorScheme) -> [(IPAddress, VisitorWalk.End)] {
        weighed.map { seen in
            (seen.address, walk(mode, scheme, to: seen))
        }
    }

    /// Returns the walk of one visitor to one address.
    func walk(
        _ mode: EncryptionMode, _ scheme: VisitorScheme, to seen: AddressObservation
    ) -> VisitorWalk.End {
        journeys[seen.address]?[mode, scheme]
            ?? VisitorWalk.End(outcome: .unknown, basis: .unknown, because: [], trail: [])
    }

    private func prediction(_ mode: EncryptionMode, _ scheme: VisitorScheme) -> VisitorPrediction {
        if let ruling {
            let outcome = WeightedOutcome(
                outcome: ruling.outcome, addresses: [], share: 1, basis: ruling.basis,
                because: [ruling.because.id])
            return VisitorPrediction(outcomes: [outcome], result: .of([ruling.outcome]))
        }
        let walks = walks(mode, scheme)
        guard !walks.isEmpty else {
            let nothing = WeightedOutcome(
                outcome: .unknown, addresses: [], share: 1, basis: .unknown)
            return VisitorPrediction(outcomes: [nothing], result: .unknown)
        }
        return VisitorPrediction(
            outcomes: Self.weigh(walks), result: .of(walks.map(\.1.outcome)))
    }

    /// Groups equal outcomes, most frequent first. Ties keep the order of the addresses.
    static func weigh(_ walks: [(IPAddress, VisitorWalk.End)]) -> [WeightedOutcome] {
        var groups: [WeightedOutcome] = []
        let part = 1 / Double(walks.count)
        for (address, end) in walks {
            let because =
                end.because.map(\.id) + (end.outcome == .loop ? [RedirectFinding.loopID] : [])
            let same = { (known: WeightedOutcome) in
                known.outcome == end.outcome && known.because == because
            }
            guard let index = groups.firstIndex(where: same) else {
                groups.append(
                    WeightedOutcome(
                        outcome: end.outcome, addresses: [address], share: part, basis: end.basis,
                        because: because, trail: end.trail))
                continue
            }
            groups[index].addresses.append(address)
            groups[index].share = Double(groups[index].addresses.count) * part
            groups[index].basis = max(groups[index].basis, end.basis)
        }
        guard groups.count > 1 else { return groups }
        return groups.enumerated().sorted {
            ($1.element.share, $0.offset) < ($0.element.share, $1.offset)
        }
        .map(\.element)
    }

    /// Whether http visitors fail only if Always Use HTTPS is off, and its state is not known.
    private func isSparedByAlwaysHTTPS(
        _ mode: EncryptionMode, http: VisitorPrediction, https: VisitorPrediction
    ) -> Bool {
        guard settings.alwaysUseHTTPS == .unknown, mode != .off, https.result == .works else {
            return false
        }
        switch http.result {
        case .breaks, .degraded, .unknown, .incomplete: return true
        case .works: return false
        }
    }
}

extension WeightedOutcome {
    fileprivate func onlyWithoutAlwaysHTTPS() -> WeightedOutcome {
        var copy = self
        copy.unlessAlwaysHTTPS = !outcome.serves
        return copy
    }
}

extension AddressObservation {
    var isExcluded: Bool {
        tlsConnection == .notTested(.excludedByOption)
    }
}
