internal import ChainVerification
package import OpenSSLSupport
package import OriginProbe

/// Judges new and saved observations with the same code and without a network.
///
/// An actor, because the chain judge caches signatures. A scan has one judge for each worker. There
/// the actor also batches: its jobs queue up behind the event loop's, so many chains are judged in
/// a row by code that is already in the processor's cache, which takes 15 % less time.
public actor OriginJudge {
    nonisolated package let settings: JudgementSettings
    nonisolated let tool: ToolFacts
    private let library: LibraryContext
    private let judge: ChainJudge
    private let revocation: RevocationFetcher?

    /// The minimum time for collecting revocation evidence, because the observation may have used
    /// up the target's time.
    private static let leastMilliseconds = 2_000

    /// Creates a judge that makes no connections and uses only cached CRLs.
    public init(settings: JudgementSettings = JudgementSettings(), trust: Trust)
        throws(OriginCheckError)
    {
        try self.init(settings: settings, trust: trust, fetch: nil)
    }

    /// Creates a judge that fetches CRLs if `fetch` is given. `library` defaults to the trust's
    /// context. Judges on separate threads need separate contexts, because threads that share one
    /// wait for each other.
    package init(
        settings: JudgementSettings, trust: Trust, fetch: HTTPFetch?, library: LibraryContext? = nil
    ) throws(OriginCheckError) {
        let library = library ?? trust.library
        self.settings = settings
        tool = ToolFacts(
            version: Version.text, ruleset: Version.ruleset, openSSL: LibraryContext.version,
            trust: trust.facts)
        self.library = library
        do throws(OpenSSLFailure) {
            judge = try ChainJudge(
                library: library, strict: trust.strict, browser: trust.browser,
                limits: settings.expiry.limits)
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
        revocation = RevocationFetcher(settings.revocation, fetch: fetch, library: library)
    }

    /// Returns the report on a saved observation, judged at the time in the settings or, without
    /// one, at the time of the observation.
    public nonisolated func report(on observation: OriginObservation) async -> CheckReport {
        await report(on: ProbeResult(observation: observation), at: observation.startedAt)
    }

    /// Returns the report on a probe's result, judged at `now` unless the settings specify a time.
    package nonisolated func report(on seen: ProbeResult, at now: UnixTime) async -> CheckReport {
        let time = settings.time ?? now
        let verdicts = await verdicts(on: seen, at: time)
        guard let revocation else { return report(on: seen, verdicts, at: time) }
        let observation = seen.observation
        let left = observation.prober.timeoutMilliseconds - observation.milliseconds
        let evidence = await revocation.evidence(
            on: observation, verdicts: verdicts, milliseconds: max(left, Self.leastMilliseconds))
        let final = await self.verdicts(on: seen, at: time, evidence: evidence)
        return report(on: seen, final, at: time)
    }

    /// Returns the report on a result whose chains have been judged.
    package nonisolated func report(
        on seen: ProbeResult, _ verdicts: [IPAddress: ChainVerdict], at time: UnixTime
    ) -> CheckReport {
        let assessment = EdgeJudge.assess(
            seen.observation, verdicts: verdicts, mode: settings.mode, settings: settings.edge,
            at: time)
        return CheckReport(
            observation: seen.observation, verdicts: verdicts, assessment: assessment, tool: tool,
            exitStatus: settings.failureThreshold.exitStatus(of: assessment.verdict.result),
            options: settings.commandWords)
    }

    /// Returns a verdict for each address that sent certificates. Parses the DER if the handshake's
    /// own objects are not available, as in a replay. With `evidence`, also judges revocation.
    package func verdicts(
        on seen: ProbeResult, at time: UnixTime, evidence: [IPAddress: RevocationEvidence] = [:]
    ) -> [IPAddress: ChainVerdict] {
        var verdicts: [IPAddress: ChainVerdict] = [:]
        let names = AcceptableNames(seen.observation)
        for address in seen.observation.addresses where !address.chain.isEmpty {
            guard let chain = seen.chains[address.address] ?? parsed(address.chain) else {
                continue
            }
            verdicts[address.address] = RevocationRule.applied(
                to: judge.judge(chain, for: names, at: time, evidence: evidence[address.address]))
        }
        return verdicts
    }

    /// Parses a chain. Returns nil if the leaf is unreadable, because then nothing can be judged.
    private func parsed(_ chain: [CertificateFacts]) -> [CertificateHandle]? {
        let handles = chain.map { try? CertificateHandle(der: $0.der, in: library) }
        guard handles.first != nil, handles[0] != nil else { return nil }
        return handles.compactMap(\.self)
    }
}

extension AcceptableNames {
    /// Creates the names that strict accepts
    /// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict: "requested or
    /// target hostname"): the server name sent, and the content of the CNAME record, which is the
    /// `--connect-to` name or the first hop of the chain.
    init(_ observation: OriginObservation) {
        let target = observation.target
        let requested = target.serverName.map { HostName.name(ascii: $0, unicode: $0) }
        var targets = target.alsoNames
        if case .connectTo(let name) = target.addressing { targets.append(name.ascii) }
        if target.addressing == .dns, let first = observation.dns?.aliases.first {
            targets.append(first)
        }
        self.init(requested: requested ?? target.host, targets: targets)
    }
}

/// The version of this copy of fullstrict.
package enum Version {
    /// The version of the program, following semver.org.
    package static let text = "0.1.0"
    /// The version of the rules: the month in which the tables were last compared with Cloudflare's
    /// pages.
    package static let ruleset = "2026.11"
}
