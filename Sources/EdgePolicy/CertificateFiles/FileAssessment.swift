public import OriginFacts

/// Everything the policy makes of certificate files.
public struct FileAssessment: Hashable, Sendable {
    public var mode: EncryptionMode
    /// One for each host asked for; one without a host when there was none. Never empty.
    public var hosts: [HostForecast]
    /// What is served, one for each host and address; empty when it was not compared.
    public var served: [ServedTally]
    /// Gravest first.
    public var findings: [FileFinding]
    /// What the files alone would give in the judged mode.
    public var result: VerdictResult

    /// An assessment.
    public init(
        mode: EncryptionMode, hosts: [HostForecast], served: [ServedTally],
        findings: [FileFinding], result: VerdictResult
    ) {
        self.mode = mode
        self.hosts = hosts
        self.served = served
        self.findings = findings
        self.result = result
    }

    /// Files and what is served together: what the exit status follows from.
    public var overall: VerdictResult {
        let states = served.filter { $0.refusal != .excludedByOption }.map(\.state)
        let isUnseen =
            states.contains(.notSeen)
            || findings.contains {
                if case .servedNowhere = $0.kind { true } else { false }
            }
        switch result {
        case .broken, .degraded: return result
        case .inconclusive, .ready, .warning:
            if states.contains(where: { [.other, .mixed, .otherChain].contains($0) }) {
                return .broken
            }
            return isUnseen ? .inconclusive : result
        }
    }

    /// What https visitors of the host that fares worst would get.
    public func forecast(_ mode: EncryptionMode) -> FileForecast {
        hosts.map { $0[mode] }.max { $0.rank < $1.rank } ?? .unknown
    }

    /// Until when strict accepts, over all hosts; nil unless it accepts for all.
    public var strictUntil: UnixTime? {
        let ends = hosts.compactMap(\.verdict.strictUntil)
        return ends.count == hosts.count ? ends.min() : nil
    }
}
