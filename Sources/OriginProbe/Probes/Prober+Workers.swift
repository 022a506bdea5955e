internal import NIOCore
package import OriginFacts
internal import Synchronization

/// One worker is one event loop with its own TLS context; what runs on its executor shares nothing with the
/// others.
extension Prober {
    package var workers: Int {
        loops.count
    }

    /// Whose turn it is.
    package func nextWorker() -> Int {
        turn.wrappingAdd(1, ordering: .relaxed).oldValue % loops.count
    }

    /// Runs tasks on a worker's event loop: nothing that blocks.
    package func executor(of worker: Int) -> any TaskExecutor {
        executors[worker % executors.count]
    }

    /// Where a target leads, without asking anybody there.
    package func locate(
        _ target: Target, options: ProbeOptions, edgeNetworks: [IPPrefix]
    ) async -> Whereabouts {
        let probe = bystander(target, options, edgeNetworks)
        let deadline = NIODeadline.now() + .milliseconds(Int64(options.totalMilliseconds))
        return await probe.resolve(by: deadline)
    }

    /// The same for a target whose addresses are given; nil when a name has to be looked up.
    package func known(
        _ target: Target, options: ProbeOptions, edgeNetworks: [IPPrefix]
    ) -> Whereabouts? {
        let probe = bystander(target, options, edgeNetworks)
        return probe.known
    }

    /// One that asks nobody.
    private func bystander(
        _ target: Target, _ options: ProbeOptions, _ edgeNetworks: [IPPrefix]
    ) -> TargetProbe {
        TargetProbe(
            target: target, options: options, edgeNetworks: edgeNetworks, vantage: vantage,
            resolver: resolver, context: firstContext, loop: loops[0])
    }

    /// A target that was located before, ready to be asked on that worker; nil once the prober has shut down. The
    /// lookup's time counts.
    package func ready(
        _ target: Target, at place: Whereabouts, options: ProbeOptions, edgeNetworks: [IPPrefix],
        worker: Int
    ) -> ReadyProbe? {
        let loop = loops[worker % loops.count]
        guard let context = context(of: loop) else { return nil }
        var shorter = options
        shorter.totalMilliseconds = max(
            options.totalMilliseconds / 2,
            options.totalMilliseconds - (place.dns?.milliseconds ?? 0))
        return ReadyProbe(
            probe: TargetProbe(
                target: target, options: shorter, edgeNetworks: edgeNetworks, vantage: vantage,
                resolver: resolver, context: context, loop: loop),
            place: place)
    }

    /// The observation of a target that is not asked, and why.
    package func untested(
        _ target: Target, at place: Whereabouts, options: ProbeOptions, why: NotTested
    ) -> OriginObservation {
        bystander(target, options, []).untested(place, why)
    }
}
