internal import CertificateForge
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTP2

/// The behaviour of a port, which is applied to each connection.
struct PortScript: Sendable {
    private let conversation: Conversation
    /// The TLS context, or nil for a plain port.
    private let context: ServerTLSContext?
    private let interruption: TLSBehaviour.Interruption

    /// Creates a script with a conversation that begins when the connection is open.
    init(_ conversation: Conversation) {
        self.conversation = conversation
        context = nil
        interruption = .none
    }

    /// Creates a script with a conversation that begins after a TLS handshake with these settings.
    init(
        _ conversation: Conversation, after tls: TLSBehaviour, _ settings: ServerTLSSettings
    ) throws(LabFailure) {
        self.conversation = conversation
        context = try LabFailure.wrapping { try ServerTLSContext(settings) }
        interruption = tls.interruption
    }

    /// The maximum duration of a connection, which is longer than any of the edge's timeouts.
    private static let patience = TimeAmount.minutes(5)

    /// Applies the script to a new connection. Must be called on the connection's event loop.
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

/// The behaviour of one port of an origin.
package enum PortBehaviour: Sendable {
    /// No server listens on the port, so connections are refused.
    case closed
    /// The conversation begins when the connection is open.
    case plain(Conversation)
    /// The conversation begins after a TLS handshake, if that succeeds.
    case tls(TLSBehaviour, Conversation)

    /// A TLS port with a valid certificate and an ordinary site.
    static let soundTLS = PortBehaviour.tls(.sends(.sound), .page)

    /// A plain port with an ordinary site.
    static let soundPlain = PortBehaviour.plain(.page)
}

/// The behaviour of an origin in the handshake.
package struct TLSBehaviour: Sendable {
    /// The certificates that the server can send, one for each kind of key. If there are none, no
    /// handshake succeeds.
    var certificates: [LabCertificate]
    /// The certificates for particular server names. They take precedence over `certificates`.
    var named: [String: LabCertificate] = [:]
    /// A final change to the server's settings.
    var change: @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    var demand = ClientDemand.none
    var interruption = Interruption.none

    /// Whether the server requests a client certificate. A CA with the given name is created.
    enum ClientDemand: Hashable, Sendable {
        case none
        case asked(authority: String)
        case required(authority: String)
    }

    /// The interruption, if any, after the client's reply to the ServerHello.
    enum Interruption: Hashable, Sendable {
        case none
        case stall
        case reset
    }

    /// Creates a server with this certificate and with modern settings unless they are changed.
    static func sends(
        _ certificate: LabCertificate,
        _ change: @escaping @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    ) -> TLSBehaviour {
        TLSBehaviour(certificates: [certificate], change: change)
    }

    /// Creates a server without a default certificate.
    static func sendsNothing(
        _ change: @escaping @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    ) -> TLSBehaviour {
        TLSBehaviour(certificates: [], change: change)
    }

    /// Returns a copy of this behaviour with a change.
    func with(_ change: (inout TLSBehaviour) -> Void) -> TLSBehaviour {
        var copy = self
        change(&copy)
        return copy
    }
}
