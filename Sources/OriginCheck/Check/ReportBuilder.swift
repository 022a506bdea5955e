internal import EdgePolicy
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// Makes the report of an observation: the same for one just made and one read from a file, which is
/// what proves that nothing but the observation decides.
struct ReportBuilder {
    let judge: ObservationJudge
    let judgement: JudgementSettings
    let tool: ToolFacts
    /// For evidence, at least: an observation may have used up all of its own.
    private static let leastMilliseconds = 2_000

    /// Judges and assesses, with what the gatherer finds on revocation; nil when that is not asked about.
    func report(
        _ seen: ProbeResult, at now: UnixTime, gatherer: RevocationFetcher?
    ) async -> CheckReport {
        let at = judgement.at ?? now
        let verdicts = await judge.verdicts(seen, at: at)
        guard let gatherer else { return report(seen, verdicts, at) }
        let observation = seen.observation
        let left = observation.prober.timeoutMilliseconds - observation.milliseconds
        let evidence = await gatherer.evidence(
            on: observation, verdicts: verdicts, milliseconds: max(left, Self.leastMilliseconds))
        return report(seen, await judge.verdicts(seen, at: at, evidence: evidence), at)
    }

    /// Assesses what was judged.
    func report(
        _ seen: ProbeResult, _ verdicts: [IPAddress: ChainVerdict], _ at: UnixTime
    ) -> CheckReport {
        let assessment = EdgeJudge.assess(
            seen.observation, verdicts: verdicts, mode: judgement.mode,
            settings: judgement.settings, at: at)
        return CheckReport(
            observation: seen.observation, verdicts: verdicts, assessment: assessment, tool: tool,
            exitStatus: judgement.status(assessment.verdict).rawValue,
            options: judgement.options)
    }
}
