internal import NIOCore
internal import NIOPosix
package import OriginFacts

/// Misconfigured origins on loopback, in this process.
package final class Lab: Sendable {
    /// In the catalog's order.
    package let origins: [RunningOrigin]
    /// The roots to trust (`--add-ca`) for the expectations to hold.
    package let rootsPEM: String

    private let group: MultiThreadedEventLoopGroup
    /// The ports on which nothing may listen.
    private let closedPorts: [BoundSocket]

    /// Starts origins; their certificates are made relative to `now`.
    ///
    /// - Parameters:
    ///   - portBase: 0 for free ports; else the origin at place `i` of the catalog has TLS on
    ///     `portBase + 2 i` and HTTP on `portBase + 2 i + 1`.
    ///   - only: ids; all origins this machine can play when empty.
    package static func start(
        at now: UnixTime, portBase: UInt16 = 0, only: [String] = []
    ) async throws(LabFailure) -> Lab {
        let chosen = try LabCatalog.select(only)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var starter = try LabStarter(
            group: group, authorities: LabAuthorities(at: now), portBase: portBase)
        do {
            for (place, origin) in chosen where !only.isEmpty || origin.isPlayable {
                try await starter.start(origin, place: place)
            }
        } catch {
            await stop(group, starter.closedPorts)
            throw error
        }
        return Lab(starter)
    }

    private init(_ starter: LabStarter) {
        origins = starter.running
        rootsPEM = starter.authorities.rootsPEM
        group = starter.group
        closedPorts = starter.closedPorts
    }

    /// Closes every port and connection.
    package func stop() async {
        await Lab.stop(group, closedPorts)
    }

    private static func stop(
        _ group: MultiThreadedEventLoopGroup, _ closedPorts: [BoundSocket]
    ) async {
        // Shutting a loop down closes its channels; it has no other way to fail than being down.
        try? await group.shutdownGracefully()
        closedPorts.forEach { $0.close() }
    }
}
