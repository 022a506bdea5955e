import OriginFacts
import Synchronization
import Testing

@testable import OriginProbe

@Suite("Fetching a document", .serialized)
struct HTTPSFetchTests {
    private func fetch(_ change: (inout HTTPSFetch) -> Void = { _ in }) -> HTTPSFetch {
        var fetch = HTTPSFetch(TestProber.prober, userAgent: "test")
        fetch.totalMilliseconds = 10_000
        change(&fetch)
        return fetch
    }

    private let acceptsAll: HTTPSFetch.Judge = { _, _ in nil }

    @Test("A document comes whole, after its chain was judged")
    func document() async throws {
        let body = String(repeating: "0123456789", count: 30_000)
        let origin = try await TestOrigin(.page(body), tls: try TestProber.identity())
        let url = "https://127.0.0.1:\(origin.port)/list?x=1"
        let bytes = try await fetch().get(url) { chain, host in
            chain.count == 1 && host == .address(TestProber.loopback) ? nil : "wrong"
        }
        #expect(bytes == Array(body.utf8))
        #expect(
            origin.requests.first?.hasPrefix("GET /list?x=1 HTTP/1.1\r\nHost: 127.0.0.1:") == true)
        #expect(origin.requests.first?.contains("X-Forwarded-Proto") == false)
        await origin.stop()
    }

    @Test("Nothing is asked of a peer whose chain is refused")
    func untrusted() async throws {
        let origin = try await TestOrigin(.page("a"), tls: try TestProber.identity())
        await #expect(throws: FetchError.untrusted(host: "127.0.0.1", reason: "expired")) {
            try await fetch().get("https://127.0.0.1:\(origin.port)/") { _, _ in "expired" }
        }
        #expect(origin.requests.isEmpty)
        await origin.stop()
    }

    @Test(
        "Redirects are followed to the end, five at most",
        arguments: [(5, nil), (6, FetchError.tooManyRedirects(limit: 5))] as [(Int, FetchError?)])
    func redirects(count: Int, expected: FetchError?) async throws {
        let hop = OriginScript.Act.send(
            OriginScript.response(
                "", status: "302 Found", fields: "Location: next\r\nConnection: close\r\n"))
        // Every hop uses a new connection.
        let turn = Mutex(0)
        let counting = try await TestOrigin {
            let isHop = turn.withLock { turn in
                turn += 1
                return turn <= count
            }
            return OriginScript(answers: [isHop ? [hop] : [.send(OriginScript.response("end"))]])
        }
        do {
            let allowing = fetch { $0.allowsPrivate = true }
            let bytes = try await allowing.get(
                "http://127.0.0.1:\(counting.port)/a/b", judge: acceptsAll)
            #expect(expected == nil && bytes == Array("end".utf8))
        } catch {
            #expect(error == expected)
        }
        await counting.stop()
    }

    @Test("A redirect from https to http is refused, and one to a near address")
    func badRedirects() async throws {
        let plain = try await TestOrigin(.page("a"))
        let down = try await TestOrigin(
            .page("", status: "301 Moved", fields: "Location: http://127.0.0.1:\(plain.port)/\r\n"),
            tls: try TestProber.identity())
        await #expect(throws: FetchError.downgrade(to: "127.0.0.1")) {
            try await fetch().get("https://127.0.0.1:\(down.port)/", judge: acceptsAll)
        }
        let near = try await TestOrigin(
            .page("", status: "301 Moved", fields: "Location: http://127.0.0.1:\(plain.port)/\r\n"))
        await #expect(throws: FetchError.guarded(TestProber.loopback)) {
            try await fetch().get("http://127.0.0.1:\(near.port)/", judge: acceptsAll)
        }
        #expect(plain.connections == 0)
        for origin in [plain, down, near] { await origin.stop() }
    }

    @Test(
        "What is no whole document is an error",
        arguments: [
            (OriginScript.page("a", status: "404 X"), FetchError.status(404)),
            (.page(String(repeating: "a", count: 2_000)), .tooLarge(limit: 1_000)),
            (.answer(.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na"), .close), .incomplete),
            (.answer(.close), .exchange(.empty)),
            (.page("", status: "301 Moved"), .badRedirect),
        ])
    func errors(script: OriginScript, error: FetchError) async throws {
        let origin = try await TestOrigin(script)
        let bounded = fetch { $0.mostBytes = 1_000 }
        await #expect(throws: error) {
            try await bounded.get("http://127.0.0.1:\(origin.port)/", judge: acceptsAll)
        }
        await origin.stop()
    }

    @Test("A body that trickles ends with the time")
    func trickle() async throws {
        let origin = try await TestOrigin(
            .answer(
                .send("HTTP/1.1 200 OK\r\n\r\n"),
                .trickle(String(repeating: "a", count: 500), every: 50)))
        let hurried = fetch { $0.totalMilliseconds = 400 }
        await #expect(throws: FetchError.outOfTime) {
            try await hurried.get("http://127.0.0.1:\(origin.port)/", judge: acceptsAll)
        }
        await origin.stop()
    }

    @Test("Locations lead where RFC 3986 says")
    func locations() throws {
        let base = try FetchURL("https://a.test:8443/x/y?z=1")
        #expect(try base.following("/n").path == "/n")
        #expect(try base.following("n?q").path == "/x/n?q")
        #expect(try base.following("//b.test/n").authority == "b.test")
        #expect(try base.following("//b.test/n").scheme == .https)
        #expect(try base.following("http://c.test").authority == "c.test")
        #expect(try base.following("/n").authority == "a.test:8443")
        #expect(throws: TargetError.self) { try base.following("ftp://c.test/") }
        #expect(throws: TargetError.self) { try base.following("mailto:x") }
        #expect(throws: TargetError.self) { try FetchURL("a.test/list") }
    }
}
