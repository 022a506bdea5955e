import OriginFacts
import Synchronization
import TestSupport
import Testing

@testable import OriginProbe

@Suite("HTTP/1.1 answers", .serialized)
struct HTTP1Tests {
    @Test("A page is read with everything that matters, both requests on one connection")
    func page() async throws {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(
            .page(
                "<title>Hi</title>", status: "301 Moved",
                fields: "Location: https://a.test/x\r\nServer: s\r\nCF-RAY: r\r\n"
                    + "Content-Type: text/html\r\nStrict-Transport-Security: max-age=1\r\n"))
        let seen = try await TestProber.observe(http: origin.port, https: held.port)
        let answer = try #require(seen.answer(.plain, .http))
        #expect(answer.status == 301)
        #expect(answer.httpVersion == .http1_1)
        #expect(answer.location == "https://a.test/x")
        #expect(answer.server == "s" && answer.cfRay == "r" && answer.contentType == "text/html")
        #expect(answer.strictTransportSecurity == "max-age=1")
        #expect(answer.title == "Hi")
        #expect(answer.body.bytesRead == 17 && answer.body.end == .complete)
        #expect(
            answer.body.sha256
                == "b95a8d17558dd7305b13beed342aa8a3d00dbd7258dfbfc030c34546a4680a41")
        #expect((100...200).contains(answer.headerBytes))
        #expect(seen.answer(.plain, .https)?.status == 301)
        #expect(origin.connections == 1)
        let (first, second) = (try #require(origin.requests.first), origin.requests.last)
        #expect(origin.requests.count == 2)
        #expect(first.hasPrefix("GET / HTTP/1.1\r\nHost: a.test\r\n"))
        #expect(first.contains("X-Forwarded-Proto: http\r\n"))
        #expect(second?.contains("CF-Visitor: {\"scheme\":\"https\"}\r\n") == true)
        #expect(first.contains("Connection: Keep-Alive"))
        await origin.stop()
        held.release()
    }

    @Test("An origin that closes after each answer is dialled again")
    func noKeepAlive() async throws {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(
            .answer(.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc"), .close))
        let seen = try await TestProber.observe(http: origin.port, https: held.port)
        #expect(seen.answer(.plain, .http)?.body == seen.answer(.plain, .https)?.body)
        #expect(seen.answer(.plain, .http)?.body.end == .complete)
        #expect(origin.connections == 2)
        await origin.stop()
        held.release()
    }

    @Test("A kept-alive connection that dies under the second request is no failure")
    func staleConnection() async throws {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(
            OriginScript(answers: [[.send(OriginScript.response("a"))], [.close]]))
        let seen = try await TestProber.observe(http: origin.port, https: held.port)
        #expect(seen.answer(.plain, .http)?.status == 200)
        #expect(seen.answer(.plain, .https)?.status == 200)
        #expect(origin.connections == 2)
        await origin.stop()
        held.release()
    }

    @Test(
        "What is no answer is a fact",
        arguments: [
            ("closes at once", .answer(.close), .empty),
            ("resets", .answer(.reset), .reset(bytesReceived: 0)),
            (
                "resets inside the head", .answer(.send("HTTP/1.1 2"), .wait(50), .reset),
                .reset(bytesReceived: 10)
            ),
            (
                "closes inside the head", .answer(.send("HTTP/1.1 200 OK\r\nA:"), .close),
                .closedInHeader(bytesReceived: 19)
            ),
        ] as [(String, OriginScript, ExchangeFailure)])
    func failures(what: String, script: OriginScript, failure: ExchangeFailure) async throws {
        let seen = try await TestProber.plain(script)
        #expect(seen.failure(.plain, .http) == failure)
    }

    @Test("Silence and a trickle are timeouts that count their bytes")
    func timeouts() async throws {
        let options = TestProber.hurried
        async let silence = TestProber.plain(OriginScript(), options: options)
        async let trickle = TestProber.plain(
            .answer(.trickle("HTTP/1.1 200 OK\r\n", every: 100)), options: options)
        guard case .timedOut(300...1_500, 0) = try await silence.failure(.plain, .http) else {
            Issue.record("\(try await silence)")
            return
        }
        guard case .timedOut(300...1_500, 1...9) = try await trickle.failure(.plain, .http) else {
            Issue.record("\(try await trickle)")
            return
        }
    }

    @Test("An origin silent to one question is asked the other all the same")
    func silentToOne() async throws {
        let held = try HeldPort(.refusing)
        let turn = Mutex(0)
        let origin = try await TestOrigin {
            let isFirst = turn.withLock { turn in
                turn += 1
                return turn == 1
            }
            return isFirst ? OriginScript() : .page("a")
        }
        let seen = try await TestProber.observe(
            http: origin.port, https: held.port, options: TestProber.options(1_500))
        guard case .timedOut(1_000..., 0) = seen.failure(.plain, .http) else {
            Issue.record("\(seen)")
            return
        }
        #expect(seen.answer(.plain, .https)?.status == 200)
        #expect(seen.exchanges.map(\.key.forwarded) == [.http, .https])
        await origin.stop()
        held.release()
    }

    @Test(
        "Garbage is malformed and its first bytes are kept",
        arguments: [
            "SSH-2.0-OpenSSH_9.6\r\n", "\u{0}\u{1}\u{2}\u{3}garbage\r\n\r\n",
            "HTTP/9.9 200 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "<html>hello</html>\r\n\r\n",
            "HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        ])
    func garbage(text: String) async throws {
        let seen = try await TestProber.plain(.answer(.send(text)))
        guard case .malformed(let first, let reason) = seen.failure(.plain, .http) else {
            Issue.record("\(seen)")
            return
        }
        #expect(first == Array(text.utf8.prefix(64)))
        #expect(!reason.isEmpty && reason.utf8.count < 100)
    }

    @Test("An origin that speaks before it is asked is heard")
    func early() async throws {
        let banner = try await TestProber.plain(.greet(.send("SSH-2.0-OpenSSH_9.6\r\n")))
        guard case .malformed(let first, _) = banner.failure(.plain, .http) else {
            Issue.record("\(banner)")
            return
        }
        #expect(first == Array("SSH-2.0-OpenSSH_9.6\r\n".utf8))
        let close = "Connection: close\r\n"
        let hasty = try await TestProber.plain(
            .greet(.send(OriginScript.response("no", status: "408 Slow", fields: close))))
        #expect(hasty.answer(.plain, .http)?.status == 408)
        #expect(hasty.answer(.plain, .https)?.status == 408)
        let gone = try await TestProber.plain(.greet(.close))
        // A close may cross the request and become a reset.
        #expect([.empty, .reset(bytesReceived: 0)].contains(gone.failure(.plain, .http)))
        let flood = try await TestProber.plain(
            .greet(.endless(String(repeating: "garbage", count: 9_000))))
        guard case .malformed = flood.failure(.plain, .http) else {
            Issue.record("\(flood)")
            return
        }
    }

    @Test("Headers up to 128 KiB are taken, more is too large")
    func largeHeaders() async throws {
        let field = "X-Filler: " + String(repeating: "x", count: 1_000) + "\r\n"
        let most = String(repeating: field, count: 125)
        let large = try await TestProber.plain(
            .answer(.send("HTTP/1.1 200 OK\r\n\(most)Content-Length: 0\r\n\r\n")))
        #expect(large.answer(.plain, .http)?.status == 200)
        let one = "X: " + String(repeating: "x", count: 100_000) + "\r\n"
        let single = try await TestProber.plain(
            .answer(.send("HTTP/1.1 200 OK\r\n\(one)Content-Length: 0\r\n\r\n")))
        #expect(single.answer(.plain, .http)?.status == 200)
        let megabyte = String(repeating: field, count: 1_000)
        let tooLarge = try await TestProber.plain(
            .answer(.send("HTTP/1.1 200 OK\r\n\(megabyte)\r\n")))
        guard case .headerTooLarge(131_072...) = tooLarge.failure(.plain, .http) else {
            Issue.record("\(tooLarge)")
            return
        }
        let oneTooLarge = "X: " + String(repeating: "x", count: 140_000) + "\r\n\r\n"
        let field2 = try await TestProber.plain(.answer(.send("HTTP/1.1 200 OK\r\n\(oneTooLarge)")))
        guard case .headerTooLarge(131_072...) = field2.failure(.plain, .http) else {
            Issue.record("\(field2)")
            return
        }
    }

    @Test("Two thousand small fields are no failure")
    func manyFields() async throws {
        let fields = (0..<2_000).map { "X-\($0): y\r\n" }.joined()
        let seen = try await TestProber.plain(.page("a", fields: fields))
        #expect(seen.answer(.plain, .http)?.status == 200)
    }

    @Test("Bodies are read to 64 KiB, however they end")
    func bodies() async throws {
        let endless = try await TestProber.plain(
            .answer(
                .send("HTTP/1.1 200 OK\r\n\r\n"), .endless(String(repeating: "y", count: 9_000))))
        #expect(endless.answer(.plain, .http)?.body.bytesRead == 65_536)
        #expect(endless.answer(.plain, .http)?.body.end == .cut)
        #expect(endless.answer(.plain, .https)?.body.end == .cut)
        let broken = try await TestProber.plain(
            .answer(.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .close))
        #expect(broken.answer(.plain, .http)?.body.end == .broken)
        #expect(broken.answer(.plain, .http)?.body.bytesRead == 3)
        let stuck = try await TestProber.plain(
            .answer(.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")),
            options: TestProber.hurried)
        #expect(stuck.answer(.plain, .http)?.body.end == .timedOut)
        let chunked = try await TestProber.plain(
            .answer(
                .send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")))
        #expect(chunked.answer(.plain, .http)?.body.end == .complete)
        #expect(chunked.answer(.plain, .http)?.body.bytesRead == 3)
        let reset = try await TestProber.plain(
            .answer(.send("HTTP/1.1 200 OK\r\n\r\nabc"), .wait(50), .reset))
        #expect(reset.answer(.plain, .http)?.body.end == .broken)
    }

    @Test("Informational answers are counted, a flood of them is malformed")
    func interim() async throws {
        let hints = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        let seen = try await TestProber.plain(
            .answer(.send("HTTP/1.1 100 Continue\r\n\r\n\(hints)" + OriginScript.response("a"))))
        #expect(seen.answer(.plain, .http)?.interim == [100, 103])
        #expect(seen.answer(.plain, .https)?.interim == [100, 103])
        let flood = try await TestProber.plain(
            .answer(.endless(String(repeating: hints, count: 10))))
        guard case .malformed(_, let reason) = flood.failure(.plain, .http) else {
            Issue.record("\(flood)")
            return
        }
        #expect(reason.contains("informational"))
    }

    @Test("HTTP/1.0 is an answer, a switch of protocols nobody asked for is none")
    func oldFashioned() async throws {
        let old = try await TestProber.plain(.answer(.send("HTTP/1.0 200 OK\r\n\r\nabc"), .close))
        #expect(old.answer(.plain, .http)?.httpVersion == .http1_0)
        #expect(old.answer(.plain, .https)?.body.bytesRead == 3)
        let switching = try await TestProber.plain(
            .answer(.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\u{1}\u{2}")))
        guard case .malformed(_, let reason) = switching.failure(.plain, .http) else {
            Issue.record("\(switching)")
            return
        }
        #expect(reason.contains("101"))
    }

    @Test("Lines that end in a line feed alone are read as the edge reads them")
    func bareLineFeeds() async throws {
        let seen = try await TestProber.plain(
            .answer(.send("HTTP/1.1 200 OK\nContent-Length: 1\n\na")))
        #expect(seen.answer(.plain, .http)?.status == 200)
    }

    @Test("Random bytes end in a fact")
    func random() async throws {
        var random = Seed.generator()
        let pieces = [
            "HTTP/1.1 ", "200", " OK", "\r\n", "\n", ":", "Content-Length", "Transfer-Encoding",
            "chunked", "0", "ffffffffffffffff", "\u{0}", "HTTP/1.0 204 X\r\n\r\n", " ", "\t", "a",
        ]
        for _ in 0..<60 {
            let text = (0..<Int.random(in: 1...30, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }
            .joined()
            let script = OriginScript(answers: [[.send(text), .close]])
            let seen = try await TestProber.plain(script, options: TestProber.options(2_000))
            #expect(seen[TestProber.key(.plain, .http)] != nil)
        }
    }
}
