internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe
internal import Reporting
internal import TLSEngine

/// Everything set up for a run of checks.
struct CheckRun {
    private let checker: OriginChecker

    init(checker: OriginChecker) {
        self.checker = checker
    }

    /// Reads options, roots and configuration; throws what is wrong with any of them.
    init(
        _ address: AddressOptions, _ request: RequestOptions, _ judgement: JudgementOptions,
        _ output: OutputOptions
    ) throws(CommandFailure) {
        let options = try ProbeSettings.options(address, request)
        let resolvers = try ProbeSettings.resolvers(address.resolver)
        var bench = try JudgementContext(judgement, output)
        if address.vantage == .origin { bench.judgement.options += ["--vantage", "origin"] }
        if address.allowPrivate { bench.judgement.options.append("--allow-private") }
        let hello = try ProbeSettings.hello(
            request, asksForStaple: judgement.evidence.revocation == .staple)
        let choice = judgement.evidence.revocation
        let prober = try Self.prober(hello, resolvers, request.keyExchange)
        var fetch = HTTPFetch(prober, userAgent: options.userAgent)
        fetch.connectMilliseconds = options.connectMilliseconds
        fetch.allowsPrivate = options.allowsPrivate
        checker = OriginChecker(
            prober: prober, options: options, judge: bench.judge, judgement: bench.judgement,
            tool: bench.tool,
            gatherer: RevocationFetcher(choice, fetch: fetch, library: bench.library))
    }

    private static func prober(
        _ hello: EdgeHello, _ resolvers: ResolverConfiguration, _ keyExchange: KeyExchangeChoice
    ) throws(CommandFailure) -> Prober {
        let prober: Prober
        do throws(LocalFault) {
            prober = try Prober(hello: hello, resolver: resolvers)
        } catch {
            throw CommandFailure(.internalFault, "cannot start: \(error)")
        }
        let group = EdgeHelloTable.postQuantumGroups.map(\.name).joined(separator: ", ")
        guard keyExchange != .postQuantumFirst || !prober.notOffered.contains(group) else {
            throw CommandFailure(
                .unavailable, "\(LibraryContext.version) has no \(group)",
                hint: "OpenSSL 3.5 and later have it; without pq-first the classical hello is sent")
        }
        return prober
    }

    /// The reports, in the order of the targets.
    func reports(
        _ targets: [Target], concurrency: Int
    ) async throws(CommandFailure) -> [CheckReport] {
        let named = Set(targets.map(\.host))
        let results = await results(targets, concurrency: concurrency, named: named)
        var reports: [CheckReport] = []
        for result in results { reports.append(try result.get()) }
        return reports
    }

    private typealias Outcome = Result<CheckReport, CommandFailure>

    private func results(
        _ targets: [Target], concurrency: Int, named: Set<HostName>
    ) async -> [Outcome] {
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var results = [Outcome?](repeating: nil, count: targets.count)
            for (index, target) in targets.enumerated() {
                if index >= concurrency, let (done, result) = await group.next() {
                    results[done] = result
                }
                group.addTask { [checker] in
                    (index, await Self.report(target, by: checker, besides: named))
                }
            }
            for await (done, result) in group { results[done] = result }
            return results.compactMap(\.self)
        }
    }

    private static func report(
        _ target: Target, by checker: OriginChecker, besides named: Set<HostName>
    ) async -> Result<CheckReport, CommandFailure> {
        do throws(CommandFailure) {
            return .success(
                try await checker.check(
                    target, at: Clock.now(), seeksSibling: named.count == 1))
        } catch {
            return .failure(error)
        }
    }
}
