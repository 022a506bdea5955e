internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import OpenSSLSupport
internal import OriginFacts
internal import Synchronization
internal import TLSEngine

/// A line to one port of one address: dialled when first needed, used for as many requests as the
/// origin allows, dialled again after that. Runs on its event loop.
actor OriginLine {
    private nonisolated let loop: any EventLoop
    private let plan: LinePlan
    private var session: (any OriginSession)?
    private var hasAsked = false
    /// The connection in use, for whoever cancels.
    private nonisolated let channel = Mutex<(any Channel)?>(nil)
    /// What came of the first dial, which is what counts.
    private(set) var connection: ConnectionFact = .notTested(.notReached)
    private(set) var handshake: HandshakeFact = .notTested(.notReached)
    /// Of the first handshake.
    private(set) var chain: [CertificateHandle] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        loop.executor.asUnownedSerialExecutor()
    }

    init(_ plan: LinePlan, on loop: any EventLoop) {
        self.plan = plan
        self.loop = loop
    }

    /// Dials and shakes hands; true when requests can be sent.
    func open() async -> Bool {
        await withTaskCancellationHandler {
            await openFirst()
        } onCancel: {
            hangUp()
        }
    }

    private func openFirst() async -> Bool {
        let call = await dial()
        connection = call.connection
        handshake = call.handshake
        chain = call.chain
        session = call.session
        return session != nil
    }

    /// Sends a request on the open line, or on a new one when the origin closed it.
    func ask(_ request: OriginRequest) async -> ExchangeOutcome {
        await withTaskCancellationHandler {
            await askOrRedial(request)
        } onCancel: {
            hangUp()
        }
    }

    private func askOrRedial(_ request: OriginRequest) async -> ExchangeOutcome {
        guard plan.deadline > .now(), !Task.isCancelled else { return Self.notTested(.outOfTime) }
        if let session, session.isReusable {
            let isFirst = !hasAsked
            hasAsked = true
            let outcome = await ask(request, over: session)
            // A kept-alive connection may be closed at any moment (RFC 9112 section 9.3.1).
            guard case .failed(let failure) = outcome.result, !isFirst, failure.mayBeStale else {
                return outcome
            }
        }
        close()
        guard let session = await dial().session else {
            return Self.notTested(plan.deadline > .now() ? .notReached : .outOfTime)
        }
        self.session = session
        hasAsked = true
        return await ask(request, over: session)
    }

    /// Sends a request on the line that `open` opened, and never dials again: what was judged of the
    /// peer holds for that connection only.
    func askOnce(_ request: OriginRequest) async -> ExchangeOutcome {
        guard let session, session.isReusable else { return .failed(.empty) }
        return await ask(request, over: session)
    }

    /// Hangs up.
    func close() {
        session?.close()
        session = nil
    }

    /// A cancelled task ends what it waits for: a closed channel completes everything on it.
    private nonisolated func hangUp() {
        channel.withLock { $0 }?.close(promise: nil)
    }

    private func ask(
        _ request: OriginRequest, over session: any OriginSession
    ) async -> ExchangeOutcome {
        await withCheckedContinuation { continuation in
            session.ask(request, limits: plan.limits, deadline: plan.deadline) {
                continuation.resume(returning: $0)
            }
        }
    }

    private static func notTested(_ why: NotTested) -> ExchangeOutcome {
        ExchangeOutcome(result: .notTested(why))
    }
}

// MARK: - Dialling

extension OriginLine {
    /// What one dial came to.
    private struct Call {
        var connection: ConnectionFact
        var handshake: HandshakeFact = .notTested(.notReached)
        var chain: [CertificateHandle] = []
        var session: (any OriginSession)?
    }

    private func dial() async -> Call {
        guard plan.deadline > .now() else { return Call(connection: .notTested(.outOfTime)) }
        if let tls = plan.tls { return await dialTLS(tls) }
        let session = HTTP1Session()
        let fact = await connect { try session.install(in: $0) }
        guard case .open = fact else { return Call(connection: fact) }
        return Call(connection: fact, session: session)
    }

    private func dialTLS(_ tls: LinePlan.TLSPlan) async -> Call {
        guard
            let connection = try? TLSConnection(
                context: tls.context, serverName: tls.serverName,
                applicationProtocols: tls.applicationProtocols)
        else {
            let why = NotTested.localResource(errno: ENOMEM)
            return Call(connection: .notTested(why), handshake: .notTested(why))
        }
        var call = Call(connection: .notTested(.notReached))
        let place = SessionPlace()
        let handler = TLSHandler(connection, deadline: plan.deadline) { agreed, pipeline in
            place.session = Self.session(for: agreed, in: pipeline)
        }
        call.connection = await connect { try $0.addHandler(handler) }
        guard case .open = call.connection else { return call }
        switch await outcome(of: handler) {
        case .finished(let session, let chain):
            call.handshake = .completed(session)
            call.chain = chain
            call.session = place.session
        case .failed(let failure, let partial):
            call.handshake = .failed(failure, seen: partial)
        }
        return call
    }

    private func outcome(of handler: TLSHandler) async -> TLSHandler.Outcome {
        await withCheckedContinuation { continuation in
            handler.whenOver { continuation.resume(returning: $0) }
        }
    }

    private static func session(
        for agreed: TLSSession, in pipeline: ChannelPipeline.SynchronousOperations
    ) -> (any OriginSession)? {
        if agreed.applicationProtocol == "h2" {
            let session = HTTP2Session()
            guard (try? session.install(in: pipeline)) != nil else { return nil }
            return session
        }
        let session = HTTP1Session()
        guard (try? session.install(in: pipeline)) != nil else { return nil }
        return session
    }

    private typealias Prepare = (ChannelPipeline.SynchronousOperations) throws -> Void

    private func connect(_ prepare: @escaping Prepare) async -> ConnectionFact {
        let started = NIODeadline.now()
        let patience = min(plan.connectMilliseconds, plan.deadline.millisecondsLeft())
        let bound = NIOLoopBound(prepare, eventLoop: loop)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(Int64(max(1, patience))))
            .channelInitializer { [self] channel in
                self.channel.withLock { $0 = channel }
                return channel.eventLoop.makeCompletedFuture {
                    try bound.value(channel.pipeline.syncOperations)
                }
            }
        guard let address = SocketAddress(plan.address, port: plan.port) else {
            return .notTested(.localResource(errno: EAFNOSUPPORT))
        }
        let result: Result<any Channel, any Error> = await withCheckedContinuation { continuation in
            bootstrap.connect(to: address).whenComplete { continuation.resume(returning: $0) }
        }
        switch result {
        case .success:
            return .open(milliseconds: started.millisecondsSince())
        case .failure(let error):
            return ConnectFailure.fact(
                of: error, waited: started.millisecondsSince(),
                patience: plan.connectMilliseconds,
                route: .init(family: plan.address.family, hasRoute: plan.hasRoute))
        }
    }
}

/// Where a handshake leaves the session it agreed on; touched on the event loop only.
private final class SessionPlace {
    var session: (any OriginSession)?
}

extension ExchangeFailure {
    /// Whether a connection kept alive too long may be the cause.
    fileprivate var mayBeStale: Bool {
        switch self {
        case .empty, .http2, .alert: true
        case .reset(let bytes), .closedInHeader(let bytes): bytes == 0
        case .malformed, .headerTooLarge, .timedOut: false
        }
    }
}

extension SocketAddress {
    /// Nil never happens for the 4 or 16 bytes of an address.
    init?(_ address: IPAddress, port: UInt16) {
        let packed = ByteBuffer(bytes: address.bytes)
        guard let made = try? SocketAddress(packedIPAddress: packed, port: Int(port)) else {
            return nil
        }
        self = made
    }
}
