internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import OpenSSLSupport
package import OriginFacts
internal import Synchronization
package import TLSEngine

/// Observes targets as the edge would see them. It owns the event loops, a TLS context for each,
/// and the resolver; a process needs one.
package final class Prober: Sendable {
    private let group: MultiThreadedEventLoopGroup
    /// At least one.
    package let workers: [ProbeWorker]
    private let turn = Atomic<Int>(0)
    let resolver: NameResolver
    /// Determined once: routes seldom change while a program runs.
    package let vantage: Vantage
    /// What the linked OpenSSL cannot offer of the edge's ClientHello.
    package let notOffered: [String]

    /// Starts `threads` event loops.
    package init(
        threads: Int = 1, hello: EdgeHello = EdgeHello(),
        resolver configuration: ResolverConfiguration = .system(),
        hosts: HostsFile = .system()
    ) throws(LocalFault) {
        ProcessLimits.ignoreBrokenPipes()
        resolver = try NameResolver(configuration, hosts: hosts)
        // Whatever can fail comes before the event loops, which would have to be shut down.
        var contexts: [EdgeTLSContext] = []
        for _ in 0..<max(1, threads) { contexts.append(try Self.context(hello)) }
        notOffered = contexts[0].notOffered
        vantage = RouteProbe.vantage()
        group = MultiThreadedEventLoopGroup(numberOfThreads: contexts.count)
        workers = zip(group.makeIterator(), contexts).enumerated().map { index, pair in
            ProbeWorker(index: index, loop: pair.0, context: pair.1)
        }
    }

    /// Stops the event loops; nothing may be observed afterwards.
    package func shutDown() async {
        try? await group.shutdownGracefully()
    }

    /// The workers take turns.
    package func nextWorker() -> ProbeWorker {
        workers[turn.wrappingAdd(1, ordering: .relaxed).oldValue % workers.count]
    }

    /// Finds out where targets lead.
    package func locator(_ options: ProbeOptions) -> TargetLocator {
        TargetLocator(resolver: resolver, options: options, vantage: vantage)
    }

    /// Looks a name up, and does nothing else.
    package func lookUp(
        _ name: String, families: Set<IPAddress.Family> = [.ipv4, .ipv6], milliseconds: Int
    ) async -> DNSFacts {
        await resolver.lookUp(
            name, families: families, deadline: .now() + .milliseconds(Int64(milliseconds)))
    }

    private static func context(_ hello: EdgeHello) throws(LocalFault) -> EdgeTLSContext {
        do throws(OpenSSLFailure) {
            return try EdgeTLSContext(library: LibraryContext(for: .handshakes), hello: hello)
        } catch {
            throw .openSSL(error)
        }
    }
}

extension Prober {
    /// Looks a target up and observes it within its time. Faults of the origin are in the result.
    /// When the time is over, the result is what is known so far.
    ///
    /// - Parameters:
    ///   - startedAt: the time now, for the facts.
    ///   - following: called after each round, for the exchanges still to be made, such as redirects.
    package func observe(
        _ target: Target, _ options: ProbeOptions, startedAt: UnixTime,
        following: @escaping @Sendable (AddressObservation) -> [ExchangeKey]
    ) async throws(LocalFault) -> ProbeResult {
        guard !Task.isCancelled else { throw .cancelled }
        let worker = nextWorker()
        return try await worker.run { () async throws(LocalFault) in
            try await locate(target, options, startedAt: startedAt, on: worker)
                .observe(following: following)
        }
    }

    /// The certificates that every address of a target serves, over that many connections to each
    /// at a time. With `asksForSoftware`, one connection requests the path for its Server header.
    /// All of it takes at most the options' total time.
    package func certificates(
        of target: Target, _ options: ProbeOptions, startedAt: UnixTime, connections: Int,
        asksForSoftware: Bool
    ) async -> ServedObservation {
        let worker = nextWorker()
        return await worker.run {
            let probe = await locate(target, options, startedAt: startedAt, on: worker)
            return await ServedProbe(
                probe: probe, connections: connections, asksForSoftware: asksForSoftware
            ).run()
        }
    }

    private func locate(
        _ target: Target, _ options: ProbeOptions, startedAt: UnixTime, on worker: ProbeWorker
    ) async -> TargetProbe {
        let time = ProbeTime(startedAt: startedAt, milliseconds: options.totalMilliseconds)
        let place = await locator(options).locate(target, by: time.deadline)
        return TargetProbe(target, at: place, (options, vantage), on: worker, time: time)
    }

    /// The probe of a target that was located before. Its time starts now; the time the lookup took
    /// is subtracted, but at least half remains.
    package func probe(
        _ target: Target, at place: ResolvedTarget, _ options: ProbeOptions, startedAt: UnixTime,
        on worker: ProbeWorker
    ) -> TargetProbe {
        let total = options.totalMilliseconds
        let left = max(total / 2, total - (place.dns?.milliseconds ?? 0))
        return TargetProbe(
            target, at: place, (options, vantage), on: worker,
            time: ProbeTime(startedAt: startedAt, milliseconds: left))
    }
}
