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

    /// Judges and assesses; `handles` as in `ObservationJudge`.
    func report(
        _ observation: OriginObservation, handles: [IPAddress: [CertificateHandle]] = [:],
        at now: UnixTime
    ) async -> CheckReport {
        let at = judgement.at ?? now
        let verdicts = await judge.verdicts(observation, handles: handles, at: at)
        let assessment = EdgeJudge.assess(
            observation, verdicts: verdicts, mode: judgement.mode, settings: judgement.settings,
            at: at)
        return CheckReport(
            observation: observation, verdicts: verdicts, assessment: assessment, tool: tool,
            exitStatus: judgement.status(assessment.verdict).rawValue,
            options: judgement.options)
    }
}
