internal import OpenSSLSupport
internal import OriginProbe
internal import TLSEngine

/// Checks origins: connects to each target as Cloudflare's edge would, judges the result, and
/// reports what visitors would get in each mode. One checker can run any number of checks, also
/// concurrently.
public struct OriginChecker: Sendable {
    private let prober: Prober
    private let options: ProbeOptions
    private let judge: OriginJudge

    /// The time limit for looking up a sibling name, in milliseconds.
    private static let siblingLookup = 2_000

    /// Starts an event loop and a resolver. Throws if a setting is invalid or this machine lacks a
    /// feature.
    public init(
        settings: CheckSettings = CheckSettings(), trust: Trust
    ) throws(OriginCheckError) {
        let connection = settings.connection
        options = try connection.probeOptions()
        let hello = try connection.hello(
            asksForStaple: settings.judgement.revocation.evidence == .staple)
        prober = try connection.prober(hello: hello)
        let group = EdgeHelloTable.postQuantumGroups.map(\.name).joined(separator: ", ")
        guard connection.keyExchange != .postQuantumFirst || !prober.notOffered.contains(group)
        else {
            throw OriginCheckError(
                .unavailable, "\(LibraryContext.version) has no \(group)",
                hint: "OpenSSL 3.5 and later have it; leave out --key-exchange pq-first")
        }
        judge = try OriginJudge(
            settings: settings.judgement, trust: trust, fetch: connection.fetch(over: prober))
    }

    /// Stops the event loop. No checks are possible afterwards.
    public func shutDown() async {
        await prober.shutDown()
    }

    /// Checks one target and its sibling (`www` or the apex), which has the same zone mode.
    public func check(_ target: Target) async throws(OriginCheckError) -> CheckReport {
        try await check(target, at: Clock.now(), seeksSibling: true)
    }

    /// Checks several targets, at most `concurrency` at a time. The reports are in the order of the
    /// targets.
    public func check(
        _ targets: [Target], concurrency: Int = 64
    ) async throws(OriginCheckError) -> [CheckReport] {
        let seeksSibling = Set(targets.map(\.host)).count == 1
        let results = await withTaskGroup(of: (Int, Outcome).self) { group in
            var results = [Outcome?](repeating: nil, count: targets.count)
            for (index, target) in targets.enumerated() {
                if index >= concurrency, let (done, result) = await group.next() {
                    results[done] = result
                }
                group.addTask { (index, await outcome(target, seeksSibling: seeksSibling)) }
            }
            for await (done, result) in group { results[done] = result }
            return results.compactMap(\.self)
        }
        var reports: [CheckReport] = []
        for result in results { reports.append(try result.get()) }
        return reports
    }

    private typealias Outcome = Result<CheckReport, OriginCheckError>

    private func outcome(_ target: Target, seeksSibling: Bool) async -> Outcome {
        do throws(OriginCheckError) {
            return .success(try await check(target, at: Clock.now(), seeksSibling: seeksSibling))
        } catch {
            return .failure(error)
        }
    }

    private func check(
        _ target: Target, at now: UnixTime, seeksSibling: Bool
    ) async throws(OriginCheckError) -> CheckReport {
        async let sibling = seeksSibling ? checkSibling(of: target, at: now) : nil
        do throws(LocalFault) {
            let seen = try await observe(target, at: now)
            var report = await judge.report(on: seen, at: now)
            if let sibling = await sibling { report.siblings = [sibling] }
            return report
        } catch {
            throw OriginCheckError(
                .internalFault, "cannot check \(target.host.ascii): \(error)")
        }
    }

    private func observe(
        _ target: Target, at now: UnixTime
    ) async throws(LocalFault) -> ProbeResult {
        let vantage = prober.vantage
        return try await prober.observe(
            target, options, startedAt: now,
            following: { ExchangePlan.missing(target, $0, vantage: vantage) })
    }

    /// Checks `www` for an apex, or the apex for `www`, if the name exists in DNS.
    private func checkSibling(of target: Target, at now: UnixTime) async -> SiblingReport? {
        guard let name = SiblingNames.sibling(of: target.host) else { return nil }
        let dns = await prober.lookUp(name, milliseconds: Self.siblingLookup)
        guard !dns.addresses.isEmpty else { return nil }
        var sibling = target
        sibling.input = name
        sibling.host = .name(ascii: name, unicode: name)
        sibling.serverName = nil
        guard let seen = try? await observe(sibling, at: now) else { return nil }
        let report = await judge.report(on: seen, at: now)
        return SiblingReport(
            host: sibling.host, verdict: report.assessment.verdict, modes: report.assessment.modes)
    }
}
