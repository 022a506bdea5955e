internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import OpenSSLSupport
package import OriginFacts
internal import Synchronization
package import TLSEngine

/// Observes targets as the edge would see them. It owns the event loops, a TLS context for each of
/// them, and the resolver. A process needs only one prober.
package final class Prober: Sendable {
    private let group: MultiThreadedEventLoopGroup
    /// The workers, at least one.
    package let workers: [ProbeWorker]
    private let turn = Atomic<Int>(0)
    let resolver: NameResolver
    /// The routes of this machine. They are determined once, because they seldom change while a
    /// program runs.
    package let vantage: Vantage
    /// The parts of the edge's ClientHello that the linked OpenSSL cannot offer.
    package let notOffered: [String]

    /// Creates a prober and starts `threads` event loops.
    package init(
        threads: Int = 1, hello: EdgeHello = EdgeHello(),
        resolver configuration: ResolverConfiguration = .system(),
        hosts: HostsFile = .system()
    ) throws(LocalFault) {
        ProcessLimits.ignoreBrokenPipes()
        resolver = try NameResolver(configuration, hosts: hosts)
        // The steps that can fail come before the event loops, which would otherwise have to be
        // shut down.
        var contexts: [EdgeTLSContext] = []
        for _ in 0..<max(1, threads) { contexts.append(try Self.context(hello)) }
        notOffered = contexts[0].notOffered
        vantage = RouteProbe.vantage()
        group = MultiThreadedEventLoopGroup(numberOfThreads: contexts.count)
        workers = zip(group.makeIterator(), contexts).enumerated().map { index, pair in
            ProbeWorker(index: index, loop: pair.0, context: pair.1)
        }
    }

    /// Stops the event loops. The prober must not be used afterwards.
    package func shutDown() async {
        try? await group.shutdownGracefully()
    }

    /// Returns the next worker. The workers are used in turn.
    package func nextWorker() -> ProbeWorker {
        workers[turn.wrappingAdd(1, ordering: .relaxed).oldValue % workers.count]
    }

    /// Creates a locator, which finds the addresses of targets.
    package func locator(_ options: ProbeOptions) -> TargetLocator {
        TargetLocator(resolver: resolver, options: options, vantage: vantage)
    }

    /// Looks up a name without connecting to its addresses.
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
    /// Looks up a target and observes it within its time limit. The result includes the origin's
    /// faults. If the time runs out, the result contains what is known by then.
    ///
    /// - Parameters:
    ///   - startedAt: The current time, for the facts.
    ///   - following: Called after each round. Returns the exchanges still to be made, such as
    ///     redirects.
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

    /// Returns the certificates that every address of a target serves, over the given number of
    /// simultaneous connections to each address. If `asksForSoftware` is true, one connection also
    /// requests the path to read the Server header. The total time is limited by the options.
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

    /// Creates the probe of a target that has already been located. Its time starts now. The
    /// duration of the lookup is subtracted, but at least half of the total remains.
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
