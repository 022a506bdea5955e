import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Policy laws` {
    static let samples = SampleCatalog.rows.map(\.sample)

    /// Samples at port 443 whose outcome depends on an address's response.
    static let answered = samples.filter { sample in
        sample.target.visitorPorts.https == 443
            && sample.assess()[.flexible]?.https.outcomes.first?.addresses.isEmpty == false
    }

    @Test func `most samples depend on what an address answers`() {
        #expect(Self.answered.count > Self.samples.count / 2)
    }

    @Test(arguments: samples)
    func `full must work for strict to work`(sample: Sample) throws {
        let assessment = sample.assess()
        for scheme in VisitorScheme.allCases {
            let strict = try #require(assessment[.strict])[scheme].result
            let full = try #require(assessment[.full])[scheme].result
            #expect(strict != .works || full == .works)
        }
    }

    @Test(arguments: answered)
    func `flexible on 443 ignores every TLS fact`(sample: Sample) {
        let changed = sample.with { sample in
            sample.addresses = sample.addresses.map { seen in
                var seen = seen
                seen.handshake = .failed(.closed(bytesReceived: 0), seen: PartialHandshake())
                seen.exchanges = seen.exchanges.map {
                    $0.key.leg == .plain
                        ? $0 : Exchange(key: $0.key, result: .notTested(.notReached))
                }
                return seen
            }
            sample.verdicts = [:]
        }
        #expect(cells(.flexible, sample) == cells(.flexible, changed))
        #expect(cells(.off, sample) == cells(.off, changed))
    }

    @Test(arguments: samples)
    func `full ignores every trust and validity fact`(sample: Sample) {
        for verdict in Self.verdicts {
            let changed = sample.with { sample in
                for address in sample.verdicts.keys { sample.verdicts[address] = verdict }
            }
            #expect(cells(.full, sample) == cells(.full, changed))
        }
    }

    @Test(arguments: samples)
    func `another defect never makes an outcome better`(sample: Sample) {
        let worse = sample.with { sample in
            for (address, verdict) in sample.verdicts {
                var verdict = verdict
                verdict.strict = .rejected(
                    verdict.strict.defects + [.selfSigned(certificate: "CN=shop")])
                sample.verdicts[address] = verdict
            }
        }
        for mode in EncryptionMode.allCases {
            for scheme in VisitorScheme.allCases {
                let before = sample.assess()[mode]?[scheme].result
                let after = worse.assess()[mode]?[scheme].result
                #expect(before == .works || after != .works)
            }
        }
    }

    @Test(arguments: samples)
    func `every observation gets an outcome for every cell`(sample: Sample) {
        let assessment = sample.assess()
        #expect(assessment.modes.map(\.mode) == EncryptionMode.allCases)
        for prediction in assessment.modes {
            for scheme in VisitorScheme.allCases {
                let outcomes = prediction[scheme].outcomes
                #expect(!outcomes.isEmpty)
                #expect(abs(outcomes.map(\.share).reduce(0, +) - 1) < 0.000_001)
                #expect(outcomes.map(\.share) == outcomes.map(\.share).sorted(by: >))
            }
        }
    }

    @Test(arguments: samples)
    func `what breaks or cannot be told has its reason among the findings`(sample: Sample) {
        let assessment = sample.assess()
        let ids = Set(assessment.findings.map(\.id))
        for prediction in assessment.modes {
            for outcome in VisitorScheme.allCases.flatMap({ prediction[$0].outcomes }) {
                #expect(outcome.because.allSatisfy(ids.contains), "\(outcome.because)")
            }
        }
    }

    @Test(arguments: samples, EncryptionMode.allCases)
    func `the verdict follows the judged visitors`(sample: Sample, mode: EncryptionMode) throws {
        let assessment = sample.assess(mode)
        let result = try #require(assessment[mode])[mode == .off ? .http : .https].result
        switch assessment.verdict.result {
        case .ready, .warning: #expect([.works, .incomplete].contains(result))
        case .degraded: #expect(result == .degraded)
        case .broken: #expect(result == .breaks)
        case .inconclusive: #expect(result == .unknown)
        }
    }

    @Test(arguments: samples)
    func `an error finding means that the judged mode breaks`(sample: Sample) {
        for mode in EncryptionMode.allCases {
            let assessment = sample.assess(mode)
            let hasError = assessment.findings.contains { $0.severity == .error }
            #expect(hasError == [.broken, .degraded].contains(assessment.verdict.result))
        }
    }

    private func cells(_ mode: EncryptionMode, _ sample: Sample) -> [[String]] {
        let prediction = sample.assess()[mode]
        return VisitorScheme.allCases.map { scheme in
            prediction?[scheme].outcomes.map(\.outcome.id) ?? []
        }
    }

    private static let verdicts: [ChainVerdict] =
        SampleCatalog.defects.map {
            ChainVerdict(strict: .rejected([$0]), browser: .rejected([$0]))
        } + [
            ChainVerdict(strict: .accepted, browser: .accepted),
            ChainVerdict(
                strict: .uncertain([.selfSigned(certificate: "CN=shop")]), browser: .accepted),
        ]
}
