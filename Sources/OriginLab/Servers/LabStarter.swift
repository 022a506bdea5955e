internal import CertificateForge
internal import NIOCore
internal import NIOPosix
internal import OriginFacts

/// Starts origins one by one and remembers what it opened.
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

    /// Opens all ports of an origin that stands at that place of the catalog.
    mutating func start(_ origin: LabOrigin, place: Int) async throws(LabFailure) {
        let https = try await open(origin, \.tls, port: port(place, plain: false))
        let http = try await open(origin, \.http, port: port(place, plain: true))
        running.append(RunningOrigin(origin: origin, ports: PortPair(http: http, https: https)))
    }

    private func port(_ place: Int, plain: Bool) throws(LabFailure) -> UInt16 {
        guard portBase != 0 else { return 0 }
        guard let port = UInt16(exactly: Int(portBase) + 2 * place + (plain ? 1 : 0)) else {
            throw .portBaseTooHigh(portBase)
        }
        return port
    }

    /// One port on all of the origin's addresses.
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
            // The server channel takes over the descriptor.
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
