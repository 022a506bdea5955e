internal import CertificateForge
internal import NIOCore
internal import NIOPosix
package import OriginFacts

/// A lab that runs misconfigured origins on loopback addresses in this process.
package final class Lab: Sendable {
    /// The running origins in the order of the catalog.
    package let origins: [RunningOrigin]
    /// The roots, as PEM, that must be trusted (`--add-ca`) for the expected outcomes.
    package let rootsPEM: String

    private let group: MultiThreadedEventLoopGroup
    /// The bound sockets that keep any server from listening on closed ports.
    private let closedPorts: [BoundSocket]

    /// Starts origins and creates their certificates relative to `now`.
    ///
    /// - Parameters:
    ///   - portBase: 0 for free ports. Otherwise, the origin at index `i` in the catalog has TLS on
    ///     `portBase + 2 i` and HTTP on `portBase + 2 i + 1`.
    ///   - only: The ids of the origins. If empty, all origins that can run on this machine are
    ///     started.
    package static func start(
        at now: UnixTime, portBase: UInt16 = 0, only: [String] = []
    ) async throws(LabFailure) -> Lab {
        let chosen = try LabCatalog.select(only)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var starter = try LabStarter(
            group: group, authorities: LabAuthorities(at: now), portBase: portBase)
        do {
            for (index, origin) in chosen where !only.isEmpty || origin.isPlayable {
                try await starter.start(origin, index: index)
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

    /// Closes all ports and connections.
    package func stop() async {
        await Lab.stop(group, closedPorts)
    }

    private static func stop(
        _ group: MultiThreadedEventLoopGroup, _ closedPorts: [BoundSocket]
    ) async {
        // Shutting down an event loop closes its channels. It fails only if the loop is already
        // shut down.
        try? await group.shutdownGracefully()
        closedPorts.forEach { $0.close() }
    }
}

/// The server at one address of an origin.
package struct LabServer: Sendable {
    /// An address in 127.0.0.0/8, or `::1`.
    package let address: IPAddress
    package let tls: PortBehaviour
    package let http: PortBehaviour

    /// Creates a server on the loopback address with this number; 1 is 127.0.0.1.
    init(_ number: UInt8 = 1, tls: PortBehaviour = .soundTLS, http: PortBehaviour = .soundPlain) {
        address = .v4(0x7F00_0000 + UInt32(number))
        self.tls = tls
        self.http = http
    }

    /// Creates a server on the IPv6 loopback address.
    static func ipv6(
        tls: PortBehaviour = .soundTLS, http: PortBehaviour = .soundPlain
    ) -> LabServer {
        LabServer(address: .v6(high: 0, low: 1), tls: tls, http: http)
    }

    private init(address: IPAddress, tls: PortBehaviour, http: PortBehaviour) {
        self.address = address
        self.tls = tls
        self.http = http
    }
}

/// Starts origins one by one and keeps track of the sockets that it opened.
struct LabStarter {
    let group: MultiThreadedEventLoopGroup
    private(set) var authorities: LabAuthorities
    let portBase: UInt16
    private(set) var running: [RunningOrigin] = []
    private(set) var closedPorts: [BoundSocket] = []

    init(group: MultiThreadedEventLoopGroup, authorities: LabAuthorities, portBase: UInt16) {
        self.group = group
        self.authorities = authorities
        self.portBase = portBase
    }

    /// Opens all ports of the origin at this index in the catalog.
    mutating func start(_ origin: LabOrigin, index: Int) async throws(LabFailure) {
        let https = try await open(origin, \.tls, port: port(index, plain: false))
        let http = try await open(origin, \.http, port: port(index, plain: true))
        running.append(RunningOrigin(origin: origin, ports: PortPair(http: http, https: https)))
    }

    private func port(_ index: Int, plain: Bool) throws(LabFailure) -> UInt16 {
        guard portBase != 0 else { return 0 }
        guard let port = UInt16(exactly: Int(portBase) + 2 * index + (plain ? 1 : 0)) else {
            throw .portBaseTooHigh(portBase)
        }
        return port
    }

    /// Opens one port on all of the origin's addresses.
    private mutating func open(
        _ origin: LabOrigin, _ side: KeyPath<LabServer, PortBehaviour>, port: UInt16
    ) async throws(LabFailure) -> UInt16 {
        let sockets = try BoundSocket.binding(origin.addresses, port: port)
        for (server, socket) in zip(origin.servers, sockets) {
            switch server[keyPath: side] {
            case .closed:
                closedPorts.append(socket)
            case .plain(let conversation):
                try await listen(socket, PortScript(conversation))
            case .tls(let tls, let conversation):
                let settings = try authorities.settings(tls, hostname: origin.hostname)
                try await listen(socket, PortScript(conversation, after: tls, settings))
            }
        }
        return sockets.first?.port ?? port
    }

    private func listen(_ socket: BoundSocket, _ script: PortScript) async throws(LabFailure) {
        do {
            // The server channel takes ownership of the descriptor.
            _ = try await ServerBootstrap(group: group)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture { try script.begin(on: channel) }
                }
                .withBoundSocket(socket.descriptor).get()
        } catch {
            throw .portNotAvailable(port: socket.port, reason: "\(error)")
        }
    }
}

/// An origin in a running lab.
package struct RunningOrigin: Sendable {
    package let origin: LabOrigin
    /// The ports, which are the same on all addresses of the origin.
    package let ports: PortPair

    /// The arguments that make `fullstrict check` test this origin.
    package var arguments: [String] {
        origin.arguments(ports: ports)
    }
}
