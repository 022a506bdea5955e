internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts
internal import TLSEngine

/// Makes the handshakes and the request that explain: on connections of their own, after everything
/// else.
struct Diagnosis: Sendable {
    /// The line of the edge's own handshake.
    let plan: ConnectionOptions
    let loop: any EventLoop
    /// The edge's request over TLS.
    let request: OriginRequest

    /// For one such handshake; an origin that has answered once does not need long.
    private static let patience = 3_000

    /// What is worth trying beside what was seen.
    func look(beside seen: AddressObservation) async -> DiagnosticHandshakes {
        let handshake = seen.handshake
        guard let tls = plan.tls else { return DiagnosticHandshakes() }
        var found = DiagnosticHandshakes()
        if tls.serverName != nil, handshake.isAnswer {
            found.withoutServerName = await shakeHands(
                ConnectionOptions.TLSPlan(context: tls.context, serverName: nil))
        }
        if handshake.hasNothingInCommon, let everything = Self.everything(tls.context.library) {
            found.everythingOffered = await shakeHands(
                ConnectionOptions.TLSPlan(context: everything, serverName: tls.serverName))
        }
        if handshake.mayWantMore, tls.context.notOffered.contains(TripleDESHello.name),
            !Task.isCancelled
        {
            let probe = TripleDESProbe(plan: shorter, loop: loop)
            found.tripleDES = await probe.ask(serverName: tls.serverName)
        }
        if seen.breaksHTTP2 {
            found.overHTTP1 = await ask(
                ConnectionOptions.TLSPlan(
                    context: tls.context, serverName: tls.serverName,
                    applicationProtocols: ["http/1.1"]))
        }
        return found
    }

    /// The line's plan with no more than our patience.
    private var shorter: ConnectionOptions {
        var shorter = plan
        shorter.deadline = min(plan.deadline, .now() + .milliseconds(Int64(Self.patience)))
        return shorter
    }

    private static func everything(_ library: LibraryContext) -> EdgeTLSContext? {
        try? EdgeTLSContext(library: library, hello: EdgeHello(offer: .everything))
    }

    private func line(_ tls: ConnectionOptions.TLSPlan) -> OriginConnection {
        var shorter = shorter
        shorter.tls = tls
        return OriginConnection(shorter, on: loop)
    }

    /// Nil when nothing came of it for reasons of ours.
    private func ask(_ tls: ConnectionOptions.TLSPlan) async -> HTTP1Trial? {
        guard !Task.isCancelled else { return nil }
        let line = line(tls)
        var result: ExchangeResult?
        if await line.open() { result = await line.askOnce(request).result }
        let handshake = line.dialled.handshake
        line.close()
        switch (result, handshake) {
        case (.answered(let answer), _): return .answered(status: answer.status)
        case (.failed, _), (nil, .failed): return .failed
        default: return nil
        }
    }

    /// Nil when there was no connection: that is told elsewhere.
    private func shakeHands(_ tls: ConnectionOptions.TLSPlan) async -> HandshakeFact? {
        guard !Task.isCancelled else { return nil }
        let line = line(tls)
        _ = await line.open()
        let fact = line.dialled.handshake
        line.close()
        if case .notTested = fact { return nil }
        return fact
    }
}

extension AddressObservation {
    /// Whether HTTP/2 was agreed on and then broke.
    fileprivate var breaksHTTP2: Bool {
        exchanges.contains {
            if case .failed(.http2) = $0.result { $0.key.leg == .tls } else { false }
        }
    }
}

extension HandshakeFact {
    /// Whether the origin spoke TLS at all, or broke off as one that does not know the name would.
    fileprivate var isAnswer: Bool {
        switch self {
        case .completed, .failed(.alertReceived, _), .failed(.closed, _), .failed(.reset, _): true
        case .failed, .notTested: false
        }
    }

    /// Whether a wider offer might be taken (RFC 8446 section 6.2, RFC 5246 section 7.2.2).
    fileprivate var hasNothingInCommon: Bool {
        switch self {
        case .failed(.alertReceived(let alert), _):
            [.handshakeFailure, .protocolVersion, .insufficientSecurity].contains(alert)
        case .failed(.alertSent, _), .failed(.closed, _), .failed(.reset, _): true
        case .completed, .failed, .notTested: false
        }
    }

    /// Whether one more suite might have been taken: nothing of the origin's own came before it refused.
    fileprivate var mayWantMore: Bool {
        switch self {
        case .failed(.alertReceived, let seen): seen.version == nil && hasNothingInCommon
        case .failed(.closed(let bytes), _), .failed(.reset(let bytes), _): bytes == 0
        case .completed, .failed, .notTested: false
        }
    }
}
