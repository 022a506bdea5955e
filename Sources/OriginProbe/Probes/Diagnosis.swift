internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// Performs further handshakes and a request that may explain a failure, on separate connections
/// and after all other exchanges.
struct Diagnosis: Sendable {
    /// The options of the handshake that imitates the edge.
    let options: ConnectionOptions
    let loop: any EventLoop
    /// The request that the edge sends over TLS.
    let request: OriginRequest

    /// The limit for one such handshake in milliseconds. It is short, because an origin that has
    /// answered once answers quickly.
    private static let patience = 3_000

    /// Performs the handshakes and the request that may explain the observation.
    func run(beside seen: AddressObservation) async -> DiagnosticHandshakes {
        let fact = seen.handshake
        guard let tls = options.tls else { return DiagnosticHandshakes() }
        var found = DiagnosticHandshakes()
        if tls.serverName != nil, fact.isAnswer {
            found.withoutServerName = await handshake(
                ConnectionOptions.TLSOptions(context: tls.context, serverName: nil))
        }
        if fact.mayHaveNothingInCommon, let everything = Self.everything(tls.context.library) {
            found.everythingOffered = await handshake(
                ConnectionOptions.TLSOptions(context: everything, serverName: tls.serverName))
        }
        if fact.mightAcceptMore, tls.context.notOffered.contains(TripleDESHello.name),
            !Task.isCancelled
        {
            let probe = TripleDESProbe(options: shorterOptions, loop: loop)
            found.tripleDES = await probe.ask(serverName: tls.serverName)
        }
        if seen.breaksHTTP2 {
            found.overHTTP1 = await ask(
                ConnectionOptions.TLSOptions(
                    context: tls.context, serverName: tls.serverName,
                    applicationProtocols: ["http/1.1"]))
        }
        return found
    }

    private var shorterOptions: ConnectionOptions {
        var shorter = options
        shorter.deadline = min(options.deadline, .now() + .milliseconds(Int64(Self.patience)))
        return shorter
    }

    private static func everything(_ library: LibraryContext) -> EdgeTLSContext? {
        try? EdgeTLSContext(library: library, hello: EdgeHello(offer: .everything))
    }

    private func connection(_ tls: ConnectionOptions.TLSOptions) -> OriginConnection {
        var options = shorterOptions
        options.tls = tls
        return OriginConnection(options, on: loop)
    }

    /// Sends the request over HTTP/1.1. Returns nil if the request could not be tried.
    private func ask(_ tls: ConnectionOptions.TLSOptions) async -> HTTP1Trial? {
        guard !Task.isCancelled else { return nil }
        let connection = connection(tls)
        var result: ExchangeResult?
        if await connection.open() { result = await connection.askOnce(request).result }
        let handshake = connection.dialled.handshake
        connection.close()
        switch (result, handshake) {
        case (.answered(let answer), _): return .answered(status: answer.status)
        case (.failed, _), (nil, .failed): return .failed
        default: return nil
        }
    }

    /// Performs a handshake. Returns nil if no connection could be opened, which the diagnosis does
    /// not explain.
    private func handshake(_ tls: ConnectionOptions.TLSOptions) async -> HandshakeFact? {
        guard !Task.isCancelled else { return nil }
        let connection = connection(tls)
        _ = await connection.open()
        let fact = connection.dialled.handshake
        connection.close()
        if case .notTested = fact { return nil }
        return fact
    }
}

extension AddressObservation {
    /// Whether HTTP/2 was negotiated and then failed.
    fileprivate var breaksHTTP2: Bool {
        exchanges.contains {
            if case .failed(.http2) = $0.result { $0.key.leg == .tls } else { false }
        }
    }
}

extension HandshakeFact {
    /// Whether the origin replied with TLS, or closed the connection as it might for an unknown
    /// name.
    fileprivate var isAnswer: Bool {
        switch self {
        case .completed, .failed(.alertReceived, _), .failed(.closed, _), .failed(.reset, _): true
        case .failed, .notTested: false
        }
    }

    /// Whether the origin might accept a ClientHello that offers more (RFC 8446 section 6.2, RFC
    /// 5246 section 7.2.2).
    fileprivate var mayHaveNothingInCommon: Bool {
        switch self {
        case .failed(.alertReceived(let alert), _):
            [.handshakeFailure, .protocolVersion, .insufficientSecurity].contains(alert)
        case .failed(.alertSent, _), .failed(.closed, _), .failed(.reset, _): true
        case .completed, .failed, .notTested: false
        }
    }

    /// Whether one more cipher suite might have helped, because the origin refused the handshake
    /// before it sent a ServerHello.
    fileprivate var mightAcceptMore: Bool {
        switch self {
        case .failed(.alertReceived, let seen): seen.version == nil && mayHaveNothingInCommon
        case .failed(.closed(let bytes), _), .failed(.reset(let bytes), _): bytes == 0
        case .completed, .failed, .notTested: false
        }
    }
}
