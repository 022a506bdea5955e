internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import OpenSSLSupport
internal import OriginFacts
internal import Synchronization
internal import TLSEngine

/// A connection to one port of one address. It is used for as many requests as the origin allows,
/// then opened again. Tasks that use it must prefer the executor of its event loop
/// (`ProbeWorker.run`; NIO checks this), so that no call changes threads. It is not an actor,
/// because each call to an actor would be a separate job.
final class OriginConnection: Sendable {
    private let loop: any EventLoop
    private let options: ConnectionOptions
    private let state: NIOLoopBoundBox<State>
    /// The current channel, which is closed on cancellation.
    private let channel = Mutex<(any Channel)?>(nil)

    private struct State {
        var dialled = Dialled(connection: .notTested(.notReached))
        var session: (any OriginSession)?
        var hasAsked = false
        var late: AnswerPromise?
    }

    /// The result of `open`. Reconnecting later does not change it.
    var dialled: Dialled {
        state.value.dialled
    }

    /// The result of one attempt to connect.
    struct Dialled: Sendable {
        var connection: ConnectionFact
        var handshake: HandshakeFact = .notTested(.notReached)
        /// The certificates from the handshake. Empty if the handshake did not finish.
        var chain: [CertificateHandle] = []
    }

    init(_ options: ConnectionOptions, on loop: any EventLoop) {
        self.options = options
        self.loop = loop
        state = .makeBoxSendingValue(State(), eventLoop: loop)
    }

    /// Connects, performs the handshake and returns true if requests can be sent.
    func open() async -> Bool {
        await withTaskCancellationHandler {
            await openFirst()
        } onCancel: {
            closeChannel()
        }
    }

    private func openFirst() async -> Bool {
        let (dialled, session) = await connect()
        state.value.dialled = dialled
        state.value.session = session
        return session != nil
    }

    /// Sends a request on the open connection, or on a new one if the origin has closed it.
    func ask(_ request: OriginRequest) async -> ExchangeOutcome {
        await withTaskCancellationHandler {
            await askOrReconnect(request)
        } onCancel: {
            closeChannel()
        }
    }

    private func askOrReconnect(_ request: OriginRequest) async -> ExchangeOutcome {
        guard options.deadline > .now(), !Task.isCancelled else {
            return Self.notTested(.outOfTime)
        }
        if let session = state.value.session, session.isReusable {
            let isFirst = !state.value.hasAsked
            state.value.hasAsked = true
            let outcome = await ask(request, over: session)
            // The origin may close a kept-alive connection at any moment (RFC 9112 section 9.3.1).
            guard case .failed(let failure) = outcome.result, !isFirst, failure.mayBeStale else {
                return outcome
            }
        }
        close()
        guard let session = await connect().1 else {
            return Self.notTested(options.deadline > .now() ? .notReached : .outOfTime)
        }
        state.value.session = session
        state.value.hasAsked = true
        return await ask(request, over: session)
    }

    /// Sends the first request on the connection that `open` opened. Returns nil if no response
    /// arrives within `patience`. The response can then be awaited with `lateAnswer`.
    func askFirst(_ request: OriginRequest, patience: TimeAmount) async -> ExchangeOutcome? {
        guard options.deadline > .now(), !Task.isCancelled else {
            return Self.notTested(.outOfTime)
        }
        guard let session = state.value.session, !state.value.hasAsked, session.isReusable else {
            return .failed(.empty)
        }
        let promise = AnswerPromise()
        state.value.hasAsked = true
        state.value.late = promise
        session.ask(request, limits: options.limits, deadline: options.deadline) {
            promise.succeed($0)
        }
        let alarm = alarm(in: patience, for: promise)
        defer { alarm.cancel() }
        return await outcome(of: promise)
    }

    private func alarm(in patience: TimeAmount, for promise: AnswerPromise) -> Scheduled<Void> {
        loop.assumeIsolated().scheduleTask(in: patience) { promise.giveUp() }
    }

    /// Waits for the response that `askFirst` did not wait for.
    func lateAnswer() async -> ExchangeOutcome {
        guard let late = state.value.late else { return .failed(.empty) }
        return await outcome(of: late) ?? .failed(.empty)
    }

    private func outcome(of promise: AnswerPromise) async -> ExchangeOutcome? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { promise.wait($0) }
        } onCancel: {
            closeChannel()
        }
    }

    /// Sends a request on the connection that `open` opened. It never reconnects, because a
    /// judgement of the peer is valid only for that connection.
    func askOnce(_ request: OriginRequest) async -> ExchangeOutcome {
        guard let session = state.value.session, session.isReusable else { return .failed(.empty) }
        return await ask(request, over: session)
    }

    func close() {
        state.value.session?.close()
        state.value.session = nil
    }

    /// Closes the channel, which ends everything that a cancelled task waits for.
    private func closeChannel() {
        channel.withLock { $0 }?.close(promise: nil)
    }

    private func ask(
        _ request: OriginRequest, over session: any OriginSession
    ) async -> ExchangeOutcome {
        await withCheckedContinuation { continuation in
            session.ask(request, limits: options.limits, deadline: options.deadline) {
                continuation.resume(returning: $0)
            }
        }
    }

    private static func notTested(_ why: NotTested) -> ExchangeOutcome {
        ExchangeOutcome(result: .notTested(why))
    }
}

// MARK: - Connecting

extension OriginConnection {
    private func connect() async -> (Dialled, (any OriginSession)?) {
        loop.assertInEventLoop()
        guard options.deadline > .now() else {
            return (Dialled(connection: .notTested(.outOfTime)), nil)
        }
        if let tls = options.tls { return await connectTLS(tls) }
        let session = HTTP1Session()
        let fact = await openChannel { try session.install(in: $0) }
        return (Dialled(connection: fact), fact.isOpen ? session : nil)
    }

    private func connectTLS(_ tls: ConnectionOptions.TLSOptions) async -> (
        Dialled, (any OriginSession)?
    ) {
        guard
            let connection = try? TLSConnection(
                context: tls.context, serverName: tls.serverName,
                applicationProtocols: tls.applicationProtocols)
        else {
            let why = NotTested.localResource(errno: ENOMEM)
            return (Dialled(connection: .notTested(why), handshake: .notTested(why)), nil)
        }
        let holder = SessionHolder()
        let handler = TLSHandler(connection, deadline: options.deadline) { agreed, pipeline in
            holder.session = Self.session(for: agreed, in: pipeline)
        }
        let fact = await openChannel { try $0.addHandler(handler) }
        guard fact.isOpen else { return (Dialled(connection: fact), nil) }
        switch await outcome(of: handler) {
        case .finished(let session, let chain):
            let dialled = Dialled(connection: fact, handshake: .completed(session), chain: chain)
            return (dialled, holder.session)
        case .failed(let failure, let partial):
            return (Dialled(connection: fact, handshake: .failed(failure, seen: partial)), nil)
        }
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

    private func openChannel(_ prepare: @escaping Prepare) async -> ConnectionFact {
        let started = NIODeadline.now()
        let patience = min(options.connectMilliseconds, options.deadline.millisecondsLeft())
        let bound = NIOLoopBound(prepare, eventLoop: loop)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(Int64(max(1, patience))))
            .channelInitializer { [self] channel in
                self.channel.withLock { $0 = channel }
                return channel.eventLoop.makeCompletedFuture {
                    try bound.value(channel.pipeline.syncOperations)
                }
            }
        guard let address = SocketAddress(options.address, port: options.port) else {
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
                patience: options.connectMilliseconds,
                route: .init(family: options.address.family, hasRoute: options.hasRoute))
        }
    }
}

/// A pending response and the task that waits for it. Used only on the event loop.
private final class AnswerPromise {
    private var answer: ExchangeOutcome?
    private var waiter: CheckedContinuation<ExchangeOutcome?, Never>?

    func succeed(_ answer: ExchangeOutcome) {
        self.answer = answer
        resume(answer)
    }

    func giveUp() {
        resume(nil)
    }

    func wait(_ waiter: CheckedContinuation<ExchangeOutcome?, Never>) {
        if let answer { return waiter.resume(returning: answer) }
        self.waiter = waiter
    }

    private func resume(_ answer: ExchangeOutcome?) {
        waiter?.resume(returning: answer)
        waiter = nil
    }
}

/// Holds the session that the handshake's callback creates. Used only on the event loop.
private final class SessionHolder {
    var session: (any OriginSession)?
}

extension ExchangeFailure {
    /// Whether the failure may be due to a kept-alive connection that the origin had already
    /// closed.
    fileprivate var mayBeStale: Bool {
        switch self {
        case .empty, .http2, .alert: true
        case .reset(let bytes), .closedInHeader(let bytes): bytes == 0
        case .malformed, .headerTooLarge, .timedOut: false
        }
    }
}

extension SocketAddress {
    /// Converts an address. The result is never nil, because an `IPAddress` has 4 or 16 bytes.
    init?(_ address: IPAddress, port: UInt16) {
        let packed = ByteBuffer(bytes: address.bytes)
        guard let made = try? SocketAddress(packedIPAddress: packed, port: Int(port)) else {
            return nil
        }
        self = made
    }
}

/// The parameters and limits of a connection.
struct ConnectionOptions: Sendable {
    let address: IPAddress
    let port: UInt16
    /// The TLS parameters, or nil for cleartext.
    var tls: TLSOptions?
    let connectMilliseconds: Int
    /// The deadline for everything on this connection.
    var deadline: NIODeadline
    let hasRoute: Bool
    var limits = ResponseLimits()

    /// The parts of the ClientHello that differ between connections.
    struct TLSOptions: Sendable {
        let context: EdgeTLSContext
        let serverName: String?
        var applicationProtocols = ["h2", "http/1.1"]
    }
}
