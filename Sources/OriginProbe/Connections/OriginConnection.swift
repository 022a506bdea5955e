internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import OpenSSLSupport
internal import OriginFacts
internal import Synchronization
internal import TLSEngine

/// A line to one port of one address: dialled when first needed, used for as many requests as the
/// origin allows, dialled again after that. To be used from tasks that prefer its event loop's executor
/// (`Prober.onLoop`), which NIO checks: neither a call nor what it waits for changes threads. No actor, because
/// every call of one is a job of its own.
final class OriginConnection: Sendable {
    private let loop: any EventLoop
    private let plan: ConnectionOptions
    private let state: NIOLoopBoundBox<State>
    /// The connection in use, for whoever cancels.
    private let channel = Mutex<(any Channel)?>(nil)

    private struct State {
        var dialled = Dialled(connection: .notTested(.notReached))
        var session: (any OriginSession)?
        var hasAsked = false
        var late: AnswerPromise?
    }

    /// What came of the first dial, which is what counts.
    var dialled: Dialled {
        state.value.dialled
    }

    /// What one dial came to.
    struct Dialled: Sendable {
        var connection: ConnectionFact
        var handshake: HandshakeFact = .notTested(.notReached)
        /// Of a finished handshake.
        var chain: [CertificateHandle] = []
    }

    init(_ plan: ConnectionOptions, on loop: any EventLoop) {
        self.plan = plan
        self.loop = loop
        state = .makeBoxSendingValue(State(), eventLoop: loop)
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
        let (dialled, session) = await dial()
        state.value.dialled = dialled
        state.value.session = session
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
        if let session = state.value.session, session.isReusable {
            let isFirst = !state.value.hasAsked
            state.value.hasAsked = true
            let outcome = await ask(request, over: session)
            // A kept-alive connection may be closed at any moment (RFC 9112 section 9.3.1).
            guard case .failed(let failure) = outcome.result, !isFirst, failure.mayBeStale else {
                return outcome
            }
        }
        close()
        guard let session = await dial().1 else {
            return Self.notTested(plan.deadline > .now() ? .notReached : .outOfTime)
        }
        state.value.session = session
        state.value.hasAsked = true
        return await ask(request, over: session)
    }

    /// Sends the first request on the line that `open` opened. Nil when no answer came so soon: then
    /// `lateAnswer` waits for it.
    func askFirst(_ request: OriginRequest, patience: TimeAmount) async -> ExchangeOutcome? {
        guard plan.deadline > .now(), !Task.isCancelled else { return Self.notTested(.outOfTime) }
        guard let session = state.value.session, !state.value.hasAsked, session.isReusable else {
            return .failed(.empty)
        }
        let waiting = AnswerPromise()
        state.value.hasAsked = true
        state.value.late = waiting
        session.ask(request, limits: plan.limits, deadline: plan.deadline) { waiting.come($0) }
        let alarm = alarm(in: patience, for: waiting)
        defer { alarm.cancel() }
        return await outcome(of: waiting)
    }

    private func alarm(in patience: TimeAmount, for answer: AnswerPromise) -> Scheduled<Void> {
        loop.assumeIsolated().scheduleTask(in: patience) { answer.giveUp() }
    }

    /// The answer that `askFirst` did not wait for.
    func lateAnswer() async -> ExchangeOutcome {
        guard let late = state.value.late else { return .failed(.empty) }
        return await outcome(of: late) ?? .failed(.empty)
    }

    private func outcome(of answer: AnswerPromise) async -> ExchangeOutcome? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { answer.wait($0) }
        } onCancel: {
            hangUp()
        }
    }

    /// Sends a request on the line that `open` opened, and never dials again: what was judged of the
    /// peer holds for that connection only.
    func askOnce(_ request: OriginRequest) async -> ExchangeOutcome {
        guard let session = state.value.session, session.isReusable else { return .failed(.empty) }
        return await ask(request, over: session)
    }

    /// Hangs up.
    func close() {
        state.value.session?.close()
        state.value.session = nil
    }

    /// A cancelled task ends what it waits for: a closed channel completes everything on it.
    private func hangUp() {
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

extension OriginConnection {
    private func dial() async -> (Dialled, (any OriginSession)?) {
        loop.assertInEventLoop()
        guard plan.deadline > .now() else {
            return (Dialled(connection: .notTested(.outOfTime)), nil)
        }
        if let tls = plan.tls { return await dialTLS(tls) }
        let session = HTTP1Session()
        let fact = await connect { try session.install(in: $0) }
        return (Dialled(connection: fact), fact.isOpen ? session : nil)
    }

    private func dialTLS(_ tls: ConnectionOptions.TLSPlan) async -> (Dialled, (any OriginSession)?)
    {
        guard
            let connection = try? TLSConnection(
                context: tls.context, serverName: tls.serverName,
                applicationProtocols: tls.applicationProtocols)
        else {
            let why = NotTested.localResource(errno: ENOMEM)
            return (Dialled(connection: .notTested(why), handshake: .notTested(why)), nil)
        }
        let place = SessionPlace()
        let handler = TLSHandler(connection, deadline: plan.deadline) { agreed, pipeline in
            place.session = Self.session(for: agreed, in: pipeline)
        }
        let fact = await connect { try $0.addHandler(handler) }
        guard fact.isOpen else { return (Dialled(connection: fact), nil) }
        switch await outcome(of: handler) {
        case .finished(let session, let chain):
            let dialled = Dialled(connection: fact, handshake: .completed(session), chain: chain)
            return (dialled, place.session)
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

/// An answer on its way, and who waits for it; touched on the event loop only.
private final class AnswerPromise {
    private var answer: ExchangeOutcome?
    private var waiter: CheckedContinuation<ExchangeOutcome?, Never>?

    func come(_ answer: ExchangeOutcome) {
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

/// Where a line leads, and what it may cost.
struct ConnectionOptions: Sendable {
    let address: IPAddress
    let port: UInt16
    /// Nil for cleartext.
    var tls: TLSPlan?
    let connectMilliseconds: Int
    /// Of everything on this line.
    var deadline: NIODeadline
    let hasRoute: Bool
    var limits = ResponseLimits()

    /// What the ClientHello says.
    struct TLSPlan: Sendable {
        let context: EdgeTLSContext
        let serverName: String?
        var applicationProtocols = ["h2", "http/1.1"]
    }
}
