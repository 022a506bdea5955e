internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import OpenSSLSupport
package import OriginFacts
internal import Synchronization
package import TLSEngine

/// Looks at targets as the edge would: one for a process. It owns the event loops, a TLS context for
/// each, and the resolver.
package final class Prober: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let contexts: [ObjectIdentifier: EdgeTLSContext]
    let firstContext: EdgeTLSContext
    let loops: [any EventLoop]
    let executors: [LoopTaskExecutor]
    let turn = Atomic<Int>(0)
    let resolver: NameResolver
    /// Looked up once: routes seldom change while a program runs.
    package let vantage: Vantage
    /// What the linked OpenSSL cannot offer of the edge's hello.
    package let notOffered: [String]

    /// Starts `threads` event loops.
    package init(
        threads: Int = 1, hello: EdgeHello = EdgeHello(),
        resolver configuration: ResolverConfiguration = .system(),
        hosts: HostsFile = .system()
    ) throws(LocalFault) {
        ProcessLimits.ignoreBrokenPipes()
        resolver = try NameResolver(configuration, hosts: hosts)
        // What can fail comes before the loops, which would have to be shut down.
        var made: [EdgeTLSContext] = []
        for _ in 0..<max(1, threads) { made.append(try Self.context(hello)) }
        notOffered = made[0].notOffered
        vantage = RouteProbe.vantage()
        group = MultiThreadedEventLoopGroup(numberOfThreads: made.count)
        loops = group.makeIterator().map { $0 }
        executors = loops.map(LoopTaskExecutor.init)
        firstContext = made[0]
        contexts = Dictionary(uniqueKeysWithValues: zip(loops.map { ObjectIdentifier($0) }, made))
    }

    /// Stops the event loops; nothing may be observed afterwards.
    package func shutDown() async {
        try? await group.shutdownGracefully()
    }

    /// Everything there is to see of a target within its time. What an origin does wrong is in the
    /// result; when the time is over, what is known so far is the result.
    ///
    /// - Parameters:
    ///   - edgeNetworks: addresses from DNS in these are looked at as the live edge, never as origins.
    ///   - following: asked after each round for requests that remain, such as redirect targets.
    package func observe(
        _ target: Target, options: ProbeOptions, edgeNetworks: [IPPrefix],
        following: @escaping @Sendable (AddressObservation) -> [ExchangeKey]
    ) async throws(LocalFault) -> ProbeResult {
        guard !Task.isCancelled else { throw .cancelled }
        let loop = group.next()
        guard let context = context(of: loop) else { throw .cancelled }
        let session = TargetProbe(
            target: target, options: options, edgeNetworks: edgeNetworks, vantage: vantage,
            resolver: resolver, context: context, loop: loop)
        let result = await onLoop(loop) { await session.run(following: following) }
        guard !Task.isCancelled else { throw .cancelled }
        return result
    }

    /// The certificates every address behind a target shows, over that many connections each at a time;
    /// with `asksForSoftware` one of them asks for the path, for the Server header. Everything ends with
    /// the options' total time.
    package func certificates(
        of target: Target, options: ProbeOptions, edgeNetworks: [IPPrefix], connections: Int,
        asksForSoftware: Bool
    ) async throws(LocalFault) -> ServedObservation {
        let loop = group.next()
        guard let context = context(of: loop) else { throw .cancelled }
        let probe = TargetProbe(
            target: target, options: options, edgeNetworks: edgeNetworks, vantage: vantage,
            resolver: resolver, context: context, loop: loop)
        let served = ServedProbe(
            probe: probe, connections: connections, asksForSoftware: asksForSoftware)
        return await onLoop(loop) { await served.run() }
    }

    /// What the resolvers say of a name, for those who want no more than that.
    package func lookUp(
        _ name: String, families: Set<IPAddress.Family> = [.ipv4, .ipv6], milliseconds: Int
    ) async -> DNSFacts {
        await resolver.lookUp(
            name, families: families, deadline: .now() + .milliseconds(Int64(milliseconds)))
    }

    /// The loop whose turn it is.
    func nextLoop() -> any EventLoop {
        group.next()
    }

    /// Runs what talks over connections of a loop, and all it begins, on that loop.
    func onLoop<Result: Sendable, Failure: Error>(
        _ loop: any EventLoop, _ operation: @Sendable () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let executor = executors.first { $0.runs(on: loop) }
        return try await withTaskExecutorPreference(executor) { () async throws(Failure) in
            // A preference counts from the next time the task is resumed: until then it would go on here.
            await withCheckedContinuation { there in loop.execute { there.resume() } }
            return try await operation()
        }
    }

    /// A context made for a loop.
    func context(of loop: any EventLoop) -> EdgeTLSContext? {
        contexts[ObjectIdentifier(loop)]
    }

    private static func context(_ hello: EdgeHello) throws(LocalFault) -> EdgeTLSContext {
        do throws(OpenSSLFailure) {
            return try EdgeTLSContext(library: LibraryContext(for: .handshakes), hello: hello)
        } catch {
            throw .openSSL(error)
        }
    }
}

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
    ) async -> ResolvedTarget {
        let probe = bystander(target, options, edgeNetworks)
        let deadline = NIODeadline.now() + .milliseconds(Int64(options.totalMilliseconds))
        return await probe.resolve(by: deadline)
    }

    /// The same for a target whose addresses are given; nil when a name has to be looked up.
    package func known(
        _ target: Target, options: ProbeOptions, edgeNetworks: [IPPrefix]
    ) -> ResolvedTarget? {
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
        _ target: Target, at place: ResolvedTarget, options: ProbeOptions, edgeNetworks: [IPPrefix],
        worker: Int
    ) -> PreparedProbe? {
        let loop = loops[worker % loops.count]
        guard let context = context(of: loop) else { return nil }
        var shorter = options
        shorter.totalMilliseconds = max(
            options.totalMilliseconds / 2,
            options.totalMilliseconds - (place.dns?.milliseconds ?? 0))
        return PreparedProbe(
            probe: TargetProbe(
                target: target, options: shorter, edgeNetworks: edgeNetworks, vantage: vantage,
                resolver: resolver, context: context, loop: loop),
            place: place)
    }

    /// The observation of a target that is not asked, and why.
    package func untested(
        _ target: Target, at place: ResolvedTarget, options: ProbeOptions, why: NotTested
    ) -> OriginObservation {
        bystander(target, options, []).untested(place, why)
    }
}
