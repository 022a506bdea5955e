internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import Reporting

/// Makes the report of an observation: the same for one just made and one read from a file, which is
/// what proves that nothing but the observation decides.
struct ReportBuilder {
    let judge: ObservationJudge
    let judgement: Judgement
    let tool: ToolFacts
    /// Nil when revocation is not asked about.
    let gatherer: EvidenceGatherer?
    /// For evidence, at least: an observation may have used up all of its own.
    private static let leastMilliseconds = 2_000

    /// Judges and assesses; `handles` as in `ObservationJudge`.
    func report(
        _ observation: OriginObservation, handles: [IPAddress: [CertificateHandle]] = [:],
        at now: UnixTime
    ) async -> CheckReport {
        let at = judgement.at ?? now
        var verdicts = await judge.verdicts(observation, handles: handles, at: at)
        if let gatherer {
            verdicts = await revised(verdicts, observation, handles, at, by: gatherer)
        }
        return report(observation, verdicts, at)
    }

    /// The verdicts with what is known of revocation.
    @inline(never)
    private func revised(
        _ verdicts: [IPAddress: ChainVerdict], _ observation: OriginObservation,
        _ handles: [IPAddress: [CertificateHandle]], _ at: UnixTime, by gatherer: EvidenceGatherer
    ) async -> [IPAddress: ChainVerdict] {
        let left = observation.prober.timeoutMilliseconds - observation.milliseconds
        let evidence = await gatherer.evidence(
            on: observation, verdicts: verdicts, milliseconds: max(left, Self.leastMilliseconds))
        return await judge.verdicts(observation, handles: handles, at: at, evidence: evidence)
    }

    /// Not inlined: its working values would stay in the suspended frame of whoever waits for verdicts.
    @inline(never)
    private func report(
        _ observation: OriginObservation, _ verdicts: [IPAddress: ChainVerdict], _ at: UnixTime
    ) -> CheckReport {
        let assessment = EdgeJudge.assess(
            observation, verdicts: verdicts, mode: judgement.mode, settings: judgement.settings,
            at: at)
        return CheckReport(
            observation: observation, verdicts: verdicts, assessment: assessment, tool: tool,
            exitStatus: judgement.status(assessment.verdict).rawValue,
            options: judgement.options)
    }
}
