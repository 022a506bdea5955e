internal import BatchScan
internal import OriginProbe

/// Processes the inputs of a scan, from locating a target to its record.
final class ScanWorker: Sendable {
    private let prober: Prober
    private let options: ProbeOptions
    private let locator: TargetLocator
    private let recordMaker: RecordMaker
    private let excluded: ExcludeList
    private let resolver: ResolverWatch

    init(
        prober: Prober, options: ProbeOptions, recordMaker: RecordMaker, excluded: ExcludeList,
        resolver: ResolverWatch
    ) {
        self.prober = prober
        self.options = options
        locator = prober.locator(options)
        self.recordMaker = recordMaker
        self.excluded = excluded
        self.resolver = resolver
    }

    /// Returns the job with its endpoints, if it needs no lookup.
    func known(_ target: ScanTarget) -> (job: ScanJob, endpoints: [Endpoint])? {
        locator.known(target.target).map { located(target, at: $0) }
    }

    /// Returns the job with its endpoints. Waits while no DNS server replies.
    func locate(_ job: ScanJob) async -> (job: ScanJob, endpoints: [Endpoint]) {
        let target: ScanTarget
        switch job {
        case .target(let new), .located(let new, _): target = new
        case .skipped: return (job, [])
        }
        while true {
            let place = await locator.locate(target.target)
            guard await resolver.shouldLookUpAgain(after: place.dns) else {
                return located(target, at: place)
            }
        }
    }

    private func located(
        _ target: ScanTarget, at place: ResolvedTarget
    ) -> (job: ScanJob, endpoints: [Endpoint]) {
        let rows = place.plan.rows
        if excluded.contains(rows.lazy.map(\.address)) {
            return (
                SkippedInput.excluded(target.target.input, line: nil, key: target.key), []
            )
        }
        let ports = target.target.originPorts
        return (
            .located(target, place),
            place.plan.dialled.map { Endpoint($0.unmapped, ports: ports) }
        )
    }

    /// Observes the target on the event loop of the next worker.
    func observe(_ job: ScanJob) async -> JobResult<ScanRecord> {
        switch job {
        case .target: return JobResult(.unwanted)
        case .skipped(let input, let kind): return JobResult(recordMaker.record(input, kind))
        case .located(let target, let place):
            let worker = prober.nextWorker()
            return await withTaskExecutorPreference(worker.executor) {
                await self.observe(target, place, worker)
            }
        }
    }

    private func observe(
        _ target: ScanTarget, _ place: ResolvedTarget, _ worker: ProbeWorker
    ) async -> JobResult<ScanRecord> {
        // The record of a cancelled probe is not used.
        guard
            let seen = try? await probe(target, place, worker).observe(
                following: following(target))
        else { return JobResult(.unwanted) }
        return Self.result(await recordMaker.record(seen, of: target, worker: worker.index), seen)
    }

    /// @inline(never), here and below: keeps the locals out of the async frame of `observe`.
    @inline(never)
    private func probe(
        _ target: ScanTarget, _ place: ResolvedTarget, _ worker: ProbeWorker
    ) -> TargetProbe {
        prober.probe(
            target.target, at: place, options, startedAt: Clock.now(), on: worker)
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
    private static func result(
        _ record: ScanRecord, _ seen: ProbeResult
    ) -> JobResult<ScanRecord> {
        let observation = seen.observation
        return JobResult(
            record, endpoints: observation.endpointResults, isTransient: observation.isTransient,
            lacksResources: observation.lacksResources)
    }

    /// Returns the record of a target whose endpoint has banned the scan.
    func abandon(_ job: ScanJob) async -> ScanRecord {
        guard case .located(let target, let place) = job else { return .unwanted }
        let worker = prober.nextWorker()
        let seen = ProbeResult(
            observation: probe(target, place, worker).untested(.banned))
        return await recordMaker.record(seen, of: target, worker: worker.index)
    }
}
