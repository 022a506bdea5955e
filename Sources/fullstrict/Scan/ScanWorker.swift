internal import BatchScan
internal import EdgePolicy
internal import OriginCheck
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// What a scan does with one of its inputs, from finding it to its record.
final class ScanWorker: Sendable {
    private let prober: Prober
    private let options: ProbeOptions
    private let judge: RecordMaker
    private let excluded: ExcludeList
    private let resolver: ResolverWatch

    init(
        prober: Prober, options: ProbeOptions, judge: RecordMaker, excluded: ExcludeList,
        resolver: ResolverWatch
    ) {
        self.prober = prober
        self.options = options
        self.judge = judge
        self.excluded = excluded
        self.resolver = resolver
    }

    /// The job with its places, when no name has to be looked up for it.
    func known(_ job: ScanJob) -> (job: ScanJob, places: [Endpoint])? {
        guard case .target(let target) = job else { return (job, []) }
        let place = prober.known(
            target.target, options: options, edgeNetworks: CloudflareNetworks.ranges)
        return place.map { located(target, at: $0) }
    }

    /// The job with its places. While no DNS server answers it waits for one.
    func locate(_ job: ScanJob) async -> (job: ScanJob, places: [Endpoint]) {
        guard case .target(let target) = job else { return (job, []) }
        while true {
            let place = await prober.locate(
                target.target, options: options, edgeNetworks: CloudflareNetworks.ranges)
            guard await resolver.isWorthAnother(after: place.dns) else {
                return located(target, at: place)
            }
        }
    }

    private func located(
        _ target: ScanTarget, at place: ResolvedTarget
    ) -> (job: ScanJob, places: [Endpoint]) {
        if excluded.contains(place.addresses) {
            return (ScanSource.excluded(target.target.input, nil, target.key), [])
        }
        let ports = target.target.originPorts
        return (
            .target(target.located(at: place)),
            place.dialled.map { Endpoint($0.unmapped, ports: ports) }
        )
    }

    /// Asks the target, on the event loop of the worker whose turn it is.
    func observe(_ job: ScanJob) async -> JobResult<ScanRecord> {
        switch job {
        case .unasked(let input, let kind): return JobResult(judge.record(input, kind))
        case .target(let target):
            let worker = prober.nextWorker()
            return await withTaskExecutorPreference(prober.executor(of: worker)) {
                await self.observe(target, worker)
            }
        }
    }

    private func observe(_ target: ScanTarget, _ worker: Int) async -> JobResult<ScanRecord> {
        // Nobody waits any more for one that was cancelled.
        guard let probe = ready(target, worker),
            let seen = try? await probe.observe(following: following(target))
        else { return JobResult(.unwanted) }
        return Self.observed(
            await judge.record(seen, of: target, worker: worker, at: Clock.now()), seen)
    }

    /// Not inlined, as the next ones: what they work with would stay in the suspended frame of `observe`.
    @inline(never)
    private func ready(_ target: ScanTarget, _ worker: Int) -> PreparedProbe? {
        prober.ready(
            target.target, at: target.place ?? .nowhere, options: options,
            edgeNetworks: CloudflareNetworks.ranges, worker: worker)
    }

    @inline(never)
    private func following(
        _ target: ScanTarget
    ) -> @Sendable (AddressObservation) -> [ExchangeKey] {
        guard options.asksBothSchemes else { return { _ in [] } }
        let vantage = prober.vantage
        return { seen in
            ExchangePlan.missing(
                target.target, seen, vantage: vantage, walksRenewalPath: false)
        }
    }

    @inline(never)
    private static func observed(
        _ record: ScanRecord, _ seen: ProbeResult
    ) -> JobResult<ScanRecord> {
        let facts = seen.observation
        return JobResult(
            record, contacts: facts.contacts, isTransient: facts.isTransient,
            isStarved: facts.isStarved)
    }

    /// The record of a target whose places have banned us.
    func abandon(_ job: ScanJob) async -> ScanRecord {
        guard case .target(let target) = job else {
            return .unwanted
        }
        let seen = ProbeResult(
            observation: prober.untested(
                target.target, at: target.place ?? .nowhere, options: options, why: .banned))
        return await judge.record(
            seen, of: target, worker: prober.nextWorker(), at: Clock.now())
    }
}
