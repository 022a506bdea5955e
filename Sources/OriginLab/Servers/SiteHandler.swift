internal import NIOCore
internal import NIOHTTP1

/// Responds to HTTP requests with a site's pages, over HTTP/1.1 or on one HTTP/2 stream.
final class SiteHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let site: Site
    private let hasClientCertificate: Bool
    private var head: HTTPRequestHead?

    init(_ site: Site, hasClientCertificate: Bool) {
        self.site = site
        self.hasClientCertificate = hasClientCertificate
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: return
        case .end:
            guard let head else { return }
            self.head = nil
            answer(site.answer(request(head)), to: head, context)
        }
    }

    private func request(_ head: HTTPRequestHead) -> SiteRequest {
        let host = head.headers.first(name: "host") ?? ""
        return SiteRequest(
            host: String(host.prefix { $0 != ":" }).lowercased(), path: head.uri,
            forwarded: head.headers.first(name: "x-forwarded-proto")?.lowercased(),
            visitor: head.headers.first(name: "cf-visitor")?.filter { $0 != " " },
            secret: head.headers.first(name: "x-lab-secret"),
            hasClientCertificate: hasClientCertificate)
    }

    private func answer(
        _ page: Page, to request: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        guard page.delay > 0 else {
            send(page, to: request, context)
            return
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(page.delay)) {
            let (handler, context) = bound.value
            if context.channel.isActive { handler.send(page, to: request, context) }
        }
    }

    private func send(_ page: Page, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        if request.version == .http1_1 {
            for status in page.interim {
                let head = HTTPResponseHead(
                    version: .http1_1,
                    status: HTTPResponseStatus(
                        statusCode: status, reasonPhrase: status == 103 ? "Early Hints" : ""))
                context.write(wrapOutboundOut(.head(head)), promise: nil)
            }
        }
        let body = page.delivery == .none ? "" : page.body
        let head = HTTPResponseHead(
            version: request.version, status: HTTPResponseStatus(statusCode: page.status),
            headers: headers(page, body, keepAlive: request.isKeepAlive))
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !body.isEmpty {
            let bytes = ByteBuffer(string: body)
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        }
        if page.delivery == .truncated {
            context.flush()
            context.close(mode: .output, promise: nil)
            return
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        if !request.isKeepAlive, request.version.major == 1 {
            context.close(mode: .output, promise: nil)
        }
    }

    private func headers(_ page: Page, _ body: String, keepAlive: Bool) -> HTTPHeaders {
        var headers = HTTPHeaders([("server", "origin-lab"), ("content-type", "text/html")])
        for field in page.fields { headers.remove(name: field.name) }
        for field in page.fields { headers.add(name: field.name, value: field.value) }
        for start in stride(from: 0, to: page.headerPadding, by: 8_000) {
            let count = min(8_000, page.headerPadding - start)
            headers.add(name: "x-padding", value: String(repeating: "x", count: count))
        }
        switch page.delivery {
        case .whole, .none: headers.add(name: "content-length", value: "\(body.utf8.count)")
        case .truncated: headers.add(name: "content-length", value: "\(10 * body.utf8.count)")
        case .chunked: break
        }
        if !keepAlive { headers.add(name: "connection", value: "close") }
        return headers
    }
}
