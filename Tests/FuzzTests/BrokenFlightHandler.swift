import CertificateForge
import NIOCore

/// A TLS server that corrupts its first or second flight, then sends FIN.
final class BrokenFlightHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let connection: ServerTLSConnection
    private let seed: UInt64
    private var soundFlights: UInt64
    private var isOver = false

    init(_ connection: ServerTLSConnection, seed: UInt64) {
        self.connection = connection
        self.seed = seed
        soundFlights = seed >> 1 & 1
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        connection.receive(Array(unwrapInboundIn(data).readableBytesView))
        let step = connection.handshake()
        let flight = connection.takeOutgoing()
        if soundFlights > 0, case .needsBytes = step {
            soundFlights -= flight.isEmpty ? 0 : 1
            send(flight, context)
        } else {
            isOver = true
            var mutator = Mutator(seed: seed, seeds: [flight])
            send(mutator.next(), context)
            context.close(mode: .output, promise: nil)
        }
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
