import CertificateForge
import NIOCore
import NIOHPACK
import NIOHTTP2
import OriginFacts
import TestSupport
import Testing

@testable import OriginProbe

@Suite("HTTP/2 answers", .serialized)
struct HTTP2Tests {
    private func observe(
        options: ProbeOptions = TestProber.options(), _ answer: @escaping StreamAnswer.Play
    ) async throws -> AddressObservation {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(http2: settings()) { StreamAnswer(answer) }
        let seen = try await TestProber.observe(
            http: held.port, https: origin.port, options: options)
        await origin.stop()
        held.release()
        return seen
    }

    private func settings() throws -> ServerTLSSettings {
        try TestProber.identity { $0.applicationProtocol = .choose(["h2"]) }
    }

    @Test("A page is read over a stream of its own, both on one connection")
    func page() async throws {
        let seen = try await observe { out in
            out.head([(":status", "103"), ("link", "x")])
            out.head([
                (":status", "302"), ("location", "/login"), ("server", "s"),
                ("x-forwarded", out.request.first(name: "x-forwarded-proto") ?? ""),
            ])
            out.body("<title>T</title>", isLast: true)
        }
        let answer = try #require(seen.answer(.tls, .https))
        #expect(answer.status == 302 && answer.httpVersion == .http2)
        #expect(answer.location == "/login" && answer.server == "s" && answer.title == "T")
        #expect(answer.interim == [103])
        #expect(answer.body.end == .complete && answer.body.bytesRead == 16)
        #expect(seen.answer(.tls, .http)?.status == 302)
    }

    @Test("The request carries the edge's fields")
    func request() async throws {
        let seen = try await observe { out in
            let request = out.request
            let isRight =
                request.first(name: ":authority") == "a.test"
                && request.first(name: ":path") == "/" && request.first(name: ":scheme") == "https"
                && request.first(name: "cf-visitor")?.contains("scheme") == true
                && request.first(name: "connection") == nil && request.first(name: "host") == nil
            out.head([(":status", isRight ? "204" : "500")], isLast: true)
        }
        #expect(seen.answer(.tls, .https)?.status == 204)
    }

    @Test("A long body is cut and the connection stays of use")
    func longBody() async throws {
        let seen = try await observe { out in
            out.head([(":status", "200")])
            for _ in 0..<20 { out.body(String(repeating: "y", count: 10_000), isLast: false) }
        }
        #expect(seen.answer(.tls, .https)?.body.bytesRead == 65_536)
        #expect(seen.answer(.tls, .https)?.body.end == .cut)
        #expect(seen.answer(.tls, .http)?.body.end == .cut)
    }

    @Test("RST_STREAM in place of an answer is broken HTTP/2")
    func resetStream() async throws {
        let seen = try await observe { $0.reset() }
        guard case .http2(let reason) = seen.failure(.tls, .https) else {
            Issue.record("\(seen)")
            return
        }
        #expect(reason.hasPrefix("RST_STREAM"))
    }

    @Test("A silent stream is silence")
    func silence() async throws {
        let seen = try await observe(options: TestProber.options(1_000)) { _ in }
        guard case .timedOut(200...2_000, 0) = seen.failure(.tls, .https) else {
            Issue.record("\(seen)")
            return
        }
    }

    @Test("A head over the edge's limit is too large")
    func largeHead() async throws {
        // SETTINGS with its ACK, :status 200, then a CONTINUATION for each "x: yyy…" of 10,000
        // bytes.
        var bytes: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0]
        bytes += [0, 0, 1, 1, 1, 0, 0, 0, 1, 0x88]
        let field: [UInt8] = [0, 1, 0x78, 0x7F, 0x91, 0x4D] + Array(repeating: 0x79, count: 10_000)
        for number in 0..<14 {
            let length = UInt16(field.count)
            bytes += [
                0, UInt8(length >> 8), UInt8(length & 255), 9, number == 13 ? 4 : 0, 0, 0, 0, 1,
            ]
            bytes += field
        }
        let seen = try await TestProber.tls(
            .greet(.wait(400), .sendBytes(bytes)), settings: settings(),
            options: TestProber.options(3_000))
        guard case .headerTooLarge(131_072...) = seen.failure(.tls, .https) else {
            Issue.record("\(seen)")
            return
        }
    }

    @Test(
        "What is no HTTP/2 after the handshake is a fact",
        arguments: [
            ("HTTP/1.1 spoken", .greet(.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))),
            ("garbage", .greet(.sendBytes((64..<200).map { UInt8($0) }))),
            // SETTINGS, then GOAWAY PROTOCOL_ERROR for stream 0.
            (
                "goaway",
                .greet(
                    .sendBytes([0, 0, 0, 4, 0, 0, 0, 0, 0]),
                    .sendBytes([0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), .wait(200),
                    .close)
            ),
            (
                "settings, then closed",
                .greet(.sendBytes([0, 0, 0, 4, 0, 0, 0, 0, 0]), .wait(50), .close)
            ),
            // A frame of a megabyte.
            (
                "huge frame",
                .greet(
                    .sendBytes([0, 0, 0, 4, 0, 0, 0, 0, 0]),
                    .sendBytes([0x10, 0, 0, 0, 0, 0, 0, 0, 1]),
                    .sendBytes(.init(repeating: 0, count: 20_000)))
            ),
            // HEADERS on stream 1 without a status.
            (
                "no status",
                .greet(
                    .wait(400), .sendBytes([0, 0, 0, 4, 0, 0, 0, 0, 0]),
                    .sendBytes([0, 0, 0, 1, 5, 0, 0, 0, 1]))
            ),
        ] as [(String, OriginScript)])
    func broken(what: String, script: OriginScript) async throws {
        let seen = try await TestProber.tls(script, settings: settings())
        guard case .http2(let reason) = seen.failure(.tls, .https) else {
            Issue.record("\(what): \(seen.exchanges)")
            return
        }
        #expect(!reason.isEmpty && reason.utf8.count < 80)
    }

    @Test("A connection that closes at once is empty")
    func empty() async throws {
        let seen = try await TestProber.tls(.greet(.wait(30), .close), settings: settings())
        #expect(seen.failure(.tls, .https) == .empty)
    }

    @Test("Random frames end in a fact")
    func random() async throws {
        var random = Seed.generator(for: "HTTP/2 frames")
        for _ in 0..<40 {
            var bytes: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let length = UInt8.random(in: 0...40, using: &random)
                bytes += [0, 0, length, .random(in: 0...10, using: &random)]
                bytes += [
                    .random(in: 0...255, using: &random), 0, 0, 0,
                    .random(in: 0...2, using: &random),
                ]
                bytes += (0..<length).map { _ in .random(in: 0...255, using: &random) }
            }
            let seen = try await TestProber.tls(
                .greet(.wait(10), .sendBytes(bytes), .wait(20), .close), settings: settings(),
                options: TestProber.options(2_000))
            #expect(seen[TestProber.key(.tls, .https)] != nil)
        }
    }
}

/// Responds to one HTTP/2 request as the test specifies.
final class StreamAnswer: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    typealias Play = @Sendable (Output) -> Void

    private let play: Play

    init(_ play: @escaping Play) {
        self.play = play
    }

    /// The stream's side of the origin.
    struct Output {
        let request: HPACKHeaders
        let context: ChannelHandlerContext

        func head(_ fields: [(String, String)], isLast: Bool = false) {
            write(.headers(.init(headers: HPACKHeaders(fields), endStream: isLast)))
        }

        func body(_ text: String, isLast: Bool) {
            write(.data(.init(data: .byteBuffer(ByteBuffer(string: text)), endStream: isLast)))
        }

        func reset() {
            context.close(promise: nil)
        }

        private func write(_ payload: HTTP2Frame.FramePayload) {
            context.writeAndFlush(NIOAny(payload), promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .headers(let block) = unwrapInboundIn(data) {
            play(Output(request: block.headers, context: context))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
