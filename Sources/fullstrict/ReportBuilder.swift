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
    /// For evidence, at least: an observation may have used up all of its own.
    private static let leastMilliseconds = 2_000

    /// Judges and assesses, without a word on revocation; `handles` as in `ObservationJudge`.
    func report(
        _ observation: OriginObservation, handles: [IPAddress: [CertificateHandle]] = [:],
        at now: UnixTime
    ) -> CheckReport {
        let at = judgement.at ?? now
        return report(observation, judge.verdicts(observation, handles: handles, at: at), at)
    }

    /// Judges and assesses with what the gatherer finds on revocation; nil when that is not asked about.
    func report(
        _ observation: OriginObservation, handles: [IPAddress: [CertificateHandle]] = [:],
        at now: UnixTime, gatherer: EvidenceGatherer?
    ) async -> CheckReport {
        guard let gatherer else { return report(observation, handles: handles, at: now) }
        let at = judgement.at ?? now
        let left = observation.prober.timeoutMilliseconds - observation.milliseconds
        let evidence = await gatherer.evidence(
            on: observation, verdicts: judge.verdicts(observation, handles: handles, at: at),
            milliseconds: max(left, Self.leastMilliseconds))
        let revised = judge.verdicts(observation, handles: handles, at: at, evidence: evidence)
        return report(observation, revised, at)
    }

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
