import CertificateForge
import NIOCore
import NIOPosix
import OriginFacts
import Synchronization

@testable import OriginLab

/// A plain and a TLS port on loopback, whose bytes can be set for each case.
final class HostilePorts: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let plays: Plays
    let pair: PortPair

    init() async throws {
        let plays = try Plays()
        let plain = try await Self.listen(group) { try plays.begin(on: $0, plays.plain) }
        let tls = try await Self.listen(group) { try plays.begin(on: $0, plays.tls) }
        self.plays = plays
        pair = PortPair(http: plain, https: tls)
    }

    /// Sets the replies for all connections from now on.
    func play(_ next: (plain: HostileReply, tls: HostileReply)) {
        plays.set(next)
    }

    func stop() async {
        try? await group.shutdownGracefully()
    }

    private static func listen(
        _ group: MultiThreadedEventLoopGroup,
        _ begin: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> UInt16 {
        let channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try begin(channel) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return UInt16(channel.localAddress?.port ?? 0)
    }

    /// The current replies and the servers that send them.
    private final class Plays: Sendable {
        private let current = Mutex<(plain: HostileReply, tls: HostileReply)>(
            (.says([]), .says([])))
        private let http1: ServerTLSContext
        private let http2: ServerTLSContext
        private let tls12: ServerTLSContext

        init() throws {
            let leaf = try FuzzSeeds.authority.get().issue(
                .server("fuzz.test", at: FuzzSeeds.now))
            let settings = ServerTLSSettings(ServerIdentity(leaf))
            http1 = try ServerTLSContext(settings.with { $0.applicationProtocol = .ignore })
            http2 = try ServerTLSContext(settings.with { $0.applicationProtocol = .insist("h2") })
            tls12 = try ServerTLSContext(settings.with { $0.maximumVersion = .tls12 })
        }

        var plain: HostileReply { current.withLock { $0.plain } }
        var tls: HostileReply { current.withLock { $0.tls } }

        func set(_ next: (plain: HostileReply, tls: HostileReply)) {
            current.withLock { $0 = next }
        }

        func begin(on channel: any Channel, _ play: HostileReply) throws {
            let pipeline = channel.pipeline.syncOperations
            switch play {
            case .says(let bytes):
                try pipeline.addHandler(OneReplyHandler(bytes, isHTTP2: false))
            case .breaksFlight(let seed):
                let context = seed.isMultiple(of: 2) ? http1 : tls12
                try pipeline.addHandler(
                    BrokenFlightHandler(try ServerTLSConnection(context), seed: seed))
            case .saysInsideTLS(let bytes, let isHTTP2):
                let handler = try ServerTLSHandler(
                    isHTTP2 ? http2 : http1, interruption: .none
                ) { channel, _ in
                    try channel.pipeline.syncOperations.addHandler(
                        OneReplyHandler(bytes, isHTTP2: isHTTP2))
                }
                try pipeline.addHandler(handler)
            }
        }
    }
}
