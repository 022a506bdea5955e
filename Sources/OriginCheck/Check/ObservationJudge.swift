internal import ChainVerification
internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// Judges the chains of an observation: one judge for a run or a worker, behind an actor since it keeps a
/// memory of signatures. In a scan the actor has another use: its jobs queue up behind what the event loop has at
/// hand, so chains are judged many in a row, by code that is in the processor's cache by then: 15 % less time.
actor ObservationJudge {
    private let library: LibraryContext
    private let judge: ChainJudge

    init(
        trust: LoadedTrust, library: LibraryContext, limits: JudgeLimits = JudgeLimits()
    ) throws(OpenSSLFailure) {
        self.library = library
        judge = try ChainJudge(
            library: library, strict: trust.strict, browser: trust.browser, limits: limits)
    }

    /// A verdict for each address that sent certificates. Where the handshake's own objects are missing, as
    /// in a replay, the DER is parsed. With `evidence` revocation counts.
    func verdicts(
        _ result: ProbeResult, at: UnixTime, evidence: [IPAddress: RevocationEvidence] = [:]
    ) -> [IPAddress: ChainVerdict] {
        var verdicts: [IPAddress: ChainVerdict] = [:]
        let names = AcceptableNames(result.observation)
        for seen in result.observation.addresses where !seen.chain.isEmpty {
            guard let chain = result.chains[seen.address] ?? parsed(seen.chain) else { continue }
            verdicts[seen.address] = RevocationRule.applied(
                to: judge.judge(chain, for: names, at: at, evidence: evidence[seen.address]))
        }
        return verdicts
    }

    /// Nil when the leaf itself cannot be read: then nothing is known.
    private func parsed(_ chain: [CertificateFacts]) -> [CertificateHandle]? {
        let handles = chain.map { try? CertificateHandle(der: $0.der, in: library) }
        guard handles.first != nil, handles[0] != nil else { return nil }
        return handles.compactMap(\.self)
    }
}

extension AcceptableNames {
    /// The names that count (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict:
    /// "requested or target hostname"): the server name sent, and the content of the CNAME record, which
    /// is the `--connect-to` name or the first hop of the chain.
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

/// By what every observation of a run is judged.
struct JudgementSettings: Sendable {
    var mode: EncryptionMode
    var settings: EdgeSettings
    /// `--at`; nil judges each observation at the time it is made.
    var at: UnixTime?
    /// The options that say so, for the commands a report prints.
    var options: [String]
    /// The status a verdict ends with.
    var status: @Sendable (Verdict) -> ExitStatus
}

/// Judge, roots and settings, set up from the options: what `check` and `replay` share.
struct JudgementContext {
    let judge: ObservationJudge
    var judgement: JudgementSettings
    let tool: ToolFacts
    let library: LibraryContext

    /// Reads the roots; throws when they cannot be used.
    init(_ options: JudgementOptions, _ output: OutputOptions) throws(CommandFailure) {
        do {
            library = try LibraryContext()
            let trust = try TrustLoader(library: library).load(
                options.trust, adding: options.addedAuthorities)
            judge = try ObservationJudge(
                trust: trust, library: library, limits: options.expiresIn.limits)
            tool = ToolFacts(
                version: Version.text, ruleset: Version.ruleset, openSSL: LibraryContext.version,
                trust: trust.facts)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
        judgement = JudgementSettings(
            mode: options.mode, settings: options.settings, at: options.at, options: options.words,
            status: { [output] verdict in output.status(of: verdict.result) })
    }
}
