internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// The whole way from a target to a report: observe, judge the chains, assess, report.
struct OriginChecker: Sendable {
    let prober: Prober
    let options: ProbeOptions
    let judge: ObservationJudge
    let judgement: JudgementSettings
    let tool: ToolFacts
    var gatherer: RevocationFetcher?

    /// Time allowed to find out whether a sibling name exists, in milliseconds.
    private static let siblingLookUp = 2_000

    /// Looks at one target and whatever shares its zone's mode.
    func check(
        _ target: Target, at now: UnixTime, seeksSibling: Bool
    ) async throws(CommandFailure) -> CheckReport {
        async let sibling = seeksSibling ? lookBeside(target, at: now) : nil
        do throws(LocalFault) {
            let seen = try await observe(target)
            var report = await self.report(seen, at: now)
            if let beside = await sibling { report.siblings = [beside] }
            return report
        } catch {
            throw CommandFailure(.internalFault, "cannot look at \(target.host.ascii): \(error)")
        }
    }

    private func observe(_ target: Target) async throws(LocalFault) -> ProbeResult {
        let vantage = prober.vantage
        return try await prober.observe(
            target, options: options, edgeNetworks: CloudflareNetworks.ranges,
            following: { ExchangePlan.missing(target, $0, vantage: vantage) })
    }

    private func report(_ seen: ProbeResult, at now: UnixTime) async -> CheckReport {
        await ReportBuilder(judge: judge, judgement: judgement, tool: tool)
            .report(seen, at: now, gatherer: gatherer)
    }

    /// `www` beside an apex and the other way round, if DNS knows the name.
    private func lookBeside(_ target: Target, at now: UnixTime) async -> SiblingReport? {
        guard let name = SiblingNames.sibling(of: target.host) else { return nil }
        let dns = await prober.lookUp(name, milliseconds: Self.siblingLookUp)
        guard !dns.addresses.isEmpty else { return nil }
        var sibling = target
        sibling.input = name
        sibling.host = .name(ascii: name, unicode: name)
        sibling.serverName = nil
        guard let seen = try? await observe(sibling) else { return nil }
        let report = await report(seen, at: now)
        return SiblingReport(
            host: sibling.host, verdict: report.assessment.verdict, modes: report.assessment.modes)
    }
}
