internal import NIOCore
internal import NIOHPACK
internal import NIOHTTP2
internal import OriginFacts

/// Sends requests over HTTP/2, each on its own stream, as the last handler in a connection's
/// pipeline. It processes the frames itself, so that each protocol error can be reported by name.
final class HTTP2Session: ChannelInboundHandler, OriginSession {
    typealias InboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    /// Counts from the connection's first byte, because frames may arrive before the first request.
    private let recorder = FirstBytesRecorder()
    private var context: ChannelHandlerContext?
    private var exchange: PendingExchange?
    private var stream: HTTP2StreamID = 1
    private var nextStream: HTTP2StreamID = 1
    private var isGoingAway = false
    /// The failure of the connection, if it failed before the first request.
    private var ending: ExchangeFailure?
    /// The event loop, kept after the context has been released.
    private var loop: (any EventLoop)?

    /// Adds the HTTP/2 handler and this handler to a pipeline. Must be called on the event loop.
    func install(in pipeline: ChannelPipeline.SynchronousOperations) throws {
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            HTTP2Setting(parameter: .enablePush, value: 0),
            HTTP2Setting(parameter: .maxConcurrentStreams, value: 100),
            HTTP2Setting(parameter: .initialWindowSize, value: Self.streamWindow),
            // This is above the edge's limit, so that a header over that limit is received and
            // counted.
            HTTP2Setting(parameter: .maxHeaderListSize, value: 256 * 1_024),
        ]
        connection.maximumSequentialEmptyDataFrames = 16
        // A header of 128 KiB needs eight frames of the default size, and more if frames are
        // smaller.
        connection.maximumSequentialContinuationFrames = 64
        let handler = NIOHTTP2Handler(mode: .client, connectionConfiguration: connection)
        try pipeline.addHandlers([recorder, handler, self])
        // The window is large enough for all bodies on a connection.
        write(.windowUpdate(windowSizeIncrement: Self.connectionWindow), on: .rootStream)
    }

    /// The window of a stream. It is larger than the longest body that is read, so it never needs
    /// an update.
    private static let streamWindow = 96 * 1_024
    private static let connectionWindow = 4 * 1_024 * 1_024

    var isReusable: Bool {
        guard exchange == nil else { return false }
        return nextStream == 1 || !isGoingAway && context?.channel.isActive == true
    }

    func ask(
        _ request: OriginRequest, limits: ResponseLimits, deadline: NIODeadline,
        completion: @escaping (ExchangeOutcome) -> Void
    ) {
        guard isReusable, let loop else { return completion(.failed(.empty)) }
        stream = nextStream
        nextStream = nextStream.advanced(by: 2)
        if let ending { return completion(.failed(ending)) }
        let exchange = PendingExchange(limits: limits, completion: completion)
        self.exchange = exchange
        exchange.start(on: loop, deadline: deadline) { [weak self] in self?.overdue() }
        write(.headers(.init(headers: Self.fields(of: request), endStream: true)), on: stream)
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
        let frame = unwrapInboundIn(data)
        switch frame.payload {
        case .headers(let block) where frame.streamID == stream:
            take(block)
        case .data(let block) where frame.streamID == stream:
            take(block)
        case .rstStream(let code) where frame.streamID == stream:
            fail("RST_STREAM \(code)", closing: false)
        case .goAway(let last, let code, _):
            isGoingAway = true
            if last < nextStream || code != .noError { fail("GOAWAY \(code)", closing: true) }
        default:
            break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isGoingAway = true
        fail(fact(of: error))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isGoingAway = true
        let reason = "connection closed before the response"
        fail(recorder.bytesReceived == 0 ? .empty : .http2(reason: reason))
    }

    // MARK: - The response

    private func take(_ block: HTTP2Frame.FramePayload.Headers) {
        guard let exchange else { return }
        if exchange.collector.head == nil {
            guard let head = ResponseHead(block.headers) else {
                return fail("response without :status", closing: true)
            }
            take(exchange.collector.take(head))
            if exchange.collector.head != nil { exchange.startBody() }
        }
        if block.endStream { end() }
    }

    private func take(_ block: HTTP2Frame.FramePayload.Data) {
        guard let exchange, case .byteBuffer(let buffer) = block.data else { return }
        take(exchange.collector.take(buffer.readableBytesView))
        if block.endStream { end() }
    }

    private func take(_ step: ResponseCollector.Step) {
        guard case .done(let outcome) = step else { return }
        abandonStream()
        finish(outcome)
    }

    private func end() {
        guard let exchange else { return }
        guard exchange.collector.head != nil else {
            return fail("stream ended before the response", closing: false)
        }
        finish(exchange.collector.finish(.complete))
    }

    private func overdue() {
        guard let exchange else { return }
        abandonStream()
        // Frames for the connection itself are not a response. Without a header, 0 bytes were
        // received.
        let failure = ExchangeFailure.timedOut(
            afterMilliseconds: exchange.collector.milliseconds, bytesReceived: 0)
        finish(
            exchange.collector.head == nil
                ? .failed(failure) : exchange.collector.finish(.timedOut))
    }

    private func fail(_ reason: String, closing: Bool) {
        fail(.http2(reason: reason))
        if closing { close() }
    }

    private func fail(_ failure: ExchangeFailure) {
        guard let exchange else {
            ending = ending ?? failure
            return
        }
        finish(
            exchange.collector.head == nil
                ? .failed(failure) : exchange.collector.finish(.broken))
    }

    private func finish(_ outcome: ExchangeOutcome) {
        guard let exchange else { return }
        self.exchange = nil
        exchange.finish(outcome)
    }

    private func fact(of error: any Error) -> ExchangeFailure {
        switch error {
        case is NIOHTTP2Errors.ExcessivelyLargeHeaderBlock:
            return .headerTooLarge(bytes: recorder.bytesReceived)
        case is IOError, is TransportError:
            return ResponseFailure.fact(
                of: error,
                ResponseFailure.Evidence(
                    firstBytes: recorder.firstBytes, bytesReceived: 0))
        default:
            let base = (error as? NIOHTTP2Errors.StreamError)?.baseError ?? error
            return .http2(reason: "\(type(of: base))")
        }
    }

    // MARK: - Frames out

    private func abandonStream() {
        write(.rstStream(.cancel), on: stream)
    }

    private func write(_ payload: HTTP2Frame.FramePayload, on stream: HTTP2StreamID) {
        let frame = HTTP2Frame(streamID: stream, payload: payload)
        context?.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    private static func fields(of request: OriginRequest) -> HPACKHeaders {
        var fields = HPACKHeaders([
            (":method", "GET"), (":scheme", "https"), (":authority", request.authority),
            (":path", request.path),
        ])
        request.fields.forEach { fields.add(name: $0.name.lowercased(), value: $0.value) }
        return fields
    }
}

extension ResponseHead {
    fileprivate init?(_ headers: HPACKHeaders) {
        guard let text = headers.first(name: ":status"), let status = Int(text) else { return nil }
        self.init(
            status: status, version: .http2,
            fields: headers.lazy.filter { !$0.name.hasPrefix(":") }.map { ($0.name, $0.value) })
    }
}
