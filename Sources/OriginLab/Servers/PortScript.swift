internal import CertificateForge
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTP2

/// A port's behaviour, applied to each connection.
struct PortScript: Sendable {
    private let conversation: Conversation
    /// Nil on a plain port.
    private let context: ServerTLSContext?
    private let interruption: TLSBehaviour.Interruption

    /// A conversation that begins with the connection.
    init(_ conversation: Conversation) {
        self.conversation = conversation
        context = nil
        interruption = .none
    }

    /// A conversation that begins after a handshake with these settings.
    init(
        _ conversation: Conversation, after tls: TLSBehaviour, _ settings: ServerTLSSettings
    ) throws(LabFailure) {
        self.conversation = conversation
        context = try LabFailure.wrapping { try ServerTLSContext(settings) }
        interruption = tls.interruption
    }

    /// The maximum duration of a connection: longer than any of the edge's timeouts.
    private static let patience = TimeAmount.minutes(5)

    /// Applies it to a new connection. Called on the connection's event loop.
    func begin(on channel: any Channel) throws {
        let end = channel.eventLoop.scheduleTask(in: Self.patience) {
            channel.close(mode: .all, promise: nil)
        }
        channel.closeFuture.whenComplete { _ in end.cancel() }
        guard let context else {
            try converse(on: channel, session: nil)
            return
        }
        let handler = try ServerTLSHandler(context, interruption: interruption) {
            try converse(on: $0, session: $1)
        }
        try channel.pipeline.syncOperations.addHandler(handler)
    }

    private func converse(on channel: any Channel, session: ServerTLSSession?) throws {
        let pipeline = channel.pipeline.syncOperations
        switch conversation {
        case .greets(let bytes, let ending):
            try pipeline.addHandler(RawHandler(bytes, ending, waitsForClient: false))
        case .answers(let bytes, let ending):
            try pipeline.addHandler(RawHandler(bytes, ending, waitsForClient: true))
        case .trickles(let bytes):
            try pipeline.addHandler(TrickleHandler(bytes))
        case .oldHandshake(let server):
            try pipeline.addHandler(OldServerHandler(server))
        case .site(let site):
            let hasCertificate = session?.clientCertificate != nil
            if session?.applicationProtocol == "h2" {
                try serveHTTP2(site, on: channel, hasClientCertificate: hasCertificate)
            } else {
                try pipeline.configureHTTPServerPipeline()
                try pipeline.addHandler(SiteHandler(site, hasClientCertificate: hasCertificate))
            }
        }
    }

    private func serveHTTP2(
        _ site: Site, on channel: any Channel, hasClientCertificate: Bool
    ) throws {
        _ = try channel.pipeline.syncOperations.configureHTTP2Pipeline(
            mode: .server, connectionConfiguration: .init(), streamConfiguration: .init()
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                let pipeline = stream.pipeline.syncOperations
                try pipeline.addHandler(HTTP2FramePayloadToHTTP1ServerCodec())
                try pipeline.addHandler(
                    SiteHandler(site, hasClientCertificate: hasClientCertificate))
            }
        }
    }
}

/// The behaviour of a port of an origin.
package enum PortBehaviour: Sendable {
    /// Nothing listens: connections are refused.
    case closed
    /// The conversation begins with the connection.
    case plain(Conversation)
    /// The conversation begins after a TLS handshake, if that succeeds.
    case tls(TLSBehaviour, Conversation)

    /// A valid certificate and an ordinary site.
    static let soundTLS = PortBehaviour.tls(.sends(.sound), .page)

    /// An ordinary site without TLS.
    static let soundPlain = PortBehaviour.plain(.page)
}

/// How an origin behaves in the handshake.
package struct TLSBehaviour: Sendable {
    /// The certificates it can send, one per kind of key; without any, no handshake succeeds.
    var certificates: [LabCertificate]
    /// Certificates for particular server names; they take precedence over `certificates`.
    var named: [String: LabCertificate] = [:]
    /// A final change to the server's settings.
    var change: @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    var demand = ClientDemand.none
    var interruption = Interruption.none

    /// Whether it asks for a client certificate; a CA with the name given is created.
    enum ClientDemand: Hashable, Sendable {
        case none
        case asked(authority: String)
        case required(authority: String)
    }

    /// What happens after the client's reply to the ServerHello.
    enum Interruption: Hashable, Sendable {
        case none
        case stall
        case reset
    }

    /// A server with this certificate, and modern settings unless changed.
    static func sends(
        _ certificate: LabCertificate,
        _ change: @escaping @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    ) -> TLSBehaviour {
        TLSBehaviour(certificates: [certificate], change: change)
    }

    /// A server without a certificate of its own.
    static func sendsNothing(
        _ change: @escaping @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    ) -> TLSBehaviour {
        TLSBehaviour(certificates: [], change: change)
    }

    /// The same behaviour with one thing changed.
    func with(_ change: (inout TLSBehaviour) -> Void) -> TLSBehaviour {
        var copy = self
        change(&copy)
        return copy
    }
}
