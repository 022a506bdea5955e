internal import NIOCore
internal import NIOHTTP1
internal import OriginFacts

/// Sends requests over HTTP/1.1, as the last handler in a connection's pipeline.
final class HTTP1Session: ChannelInboundHandler, OriginSession {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let recorder = FirstBytesRecorder()
    private let normalizer = BareLFNormalizer()
    private let early = EarlyDataHandler()
    private var context: ChannelHandlerContext?
    /// The event loop, kept after the context has been released.
    private var loop: (any EventLoop)?
    private var exchange: PendingExchange?
    private var keepsAlive = true
    private var hasAsked = false

    /// Adds the codec and this handler to a pipeline. Must be called on the event loop.
    func install(in pipeline: ChannelPipeline.SynchronousOperations) throws {
        var limits = NIOHTTPDecoderLimitConfiguration()
        // The edge limits the bytes of a header, not the number of fields. The bytes are counted
        // after each read.
        limits.maxHeaderFieldSize = 256 * 1_024
        limits.maxHeaderListSize = 2 * 1_024 * 1_024
        limits.maxHeaderFieldCount = .max
        let decoder = HTTPResponseDecoder(
            leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .forward,
            limitConfiguration: limits)
        try pipeline.addHandlers([
            early, recorder, normalizer, HTTPRequestEncoder(), ByteToMessageHandler(decoder), self,
        ])
    }

    var isReusable: Bool {
        guard exchange == nil else { return false }
        return !hasAsked || keepsAlive && context?.channel.isActive == true
    }

    func ask(
        _ request: OriginRequest, limits: ResponseLimits, deadline: NIODeadline,
        completion: @escaping (ExchangeOutcome) -> Void
    ) {
        guard isReusable, let loop else { return completion(.failed(.empty)) }
        if let ending = early.ending { return completion(.failed(ending)) }
        if hasAsked {
            recorder.restart()
            normalizer.restart()
        }
        hasAsked = true
        let exchange = PendingExchange(limits: limits, completion: completion)
        self.exchange = exchange
        exchange.start(on: loop, deadline: deadline) { [weak self] in self?.overdue() }
        context?.write(wrapOutboundOut(.head(Self.head(of: request))), promise: nil)
        context?.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        early.release()
    }

    func close() {
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop = context.eventLoop
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard exchange == nil else { return take(unwrapInboundIn(data)) }
        // Data between two requests is an error, so the connection cannot be used again.
        keepsAlive = false
    }

    private func take(_ part: HTTPClientResponsePart) {
        guard let exchange else { return }
        switch part {
        case .head(let head):
            if !head.isKeepAlive { keepsAlive = false }
            take(exchange.collector.take(ResponseHead(head)))
        case .body(let buffer):
            take(exchange.collector.take(buffer.readableBytesView))
        case .end where exchange.collector.head != nil:
            finish(exchange.collector.finish(.complete), closing: !keepsAlive)
        case .end:
            // This is the end of an informational response.
            break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if let exchange, exchange.collector.head == nil,
            recorder.bytesReceived > exchange.collector.limits.headBytes
        {
            finish(.failed(.headerTooLarge(bytes: recorder.bytesReceived)), closing: true)
        }
        // Most bodies arrive together with their head and need no timer.
        if let exchange, exchange.collector.head != nil { exchange.startBody() }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    private func fail(_ error: any Error) {
        guard let exchange else { return }
        let outcome =
            exchange.collector.head == nil
            ? .failed(ResponseFailure.fact(of: error, evidence))
            : exchange.collector.finish(.broken)
        finish(outcome, closing: true)
    }

    func channelInactive(context: ChannelHandlerContext) {
        keepsAlive = false
        guard let exchange else { return }
        let outcome =
            exchange.collector.head == nil
            ? .failed(ResponseFailure.closed(evidence)) : exchange.collector.finish(.broken)
        finish(outcome, closing: false)
    }

    private var evidence: ResponseFailure.Evidence {
        ResponseFailure.Evidence(
            firstBytes: recorder.firstBytes, bytesReceived: recorder.bytesReceived)
    }

    private func take(_ step: ResponseCollector.Step) {
        guard case .done(var outcome) = step else { return }
        if case .failed(.malformed(_, let reason)) = outcome.result {
            outcome = .failed(.malformed(firstBytes: recorder.firstBytes, reason: reason))
        }
        finish(outcome, closing: true)
    }

    private func overdue() {
        guard let exchange else { return }
        let outcome: ExchangeOutcome =
            exchange.collector.head == nil
            ? .failed(
                .timedOut(
                    afterMilliseconds: exchange.collector.milliseconds,
                    bytesReceived: recorder.bytesReceived))
            : exchange.collector.finish(.timedOut)
        finish(outcome, closing: true)
    }

    private func finish(_ outcome: ExchangeOutcome, closing: Bool) {
        guard let exchange else { return }
        self.exchange = nil
        if closing {
            keepsAlive = false
            close()
        }
        exchange.finish(outcome)
    }

    private static func head(of request: OriginRequest) -> HTTPRequestHead {
        var fields = HTTPHeaders([("Host", request.authority)])
        request.fields.forEach { fields.add(name: $0.name, value: $0.value) }
        fields.add(name: "Connection", value: "Keep-Alive")
        return HTTPRequestHead(
            version: .http1_1, method: .GET, uri: request.path, headers: fields)
    }
}

extension ResponseHead {
    fileprivate init(_ head: HTTPResponseHead) {
        self.init(
            status: Int(head.status.code),
            version: head.version.minor == 0 ? .http1_0 : .http1_1,
            fields: head.headers.map { ($0.name, $0.value) })
    }
}
