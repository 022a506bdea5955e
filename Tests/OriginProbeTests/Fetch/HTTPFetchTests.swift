import NIOCore
import OriginFacts
import Synchronization
import Testing

@testable import OriginProbe

@Suite("Fetching what a certificate points at", .serialized)
struct HTTPFetchTests {
    private func fetch(from prober: Prober = TestProber.prober, near: Bool = true) -> HTTPFetch {
        var fetch = HTTPFetch(prober, userAgent: "test")
        fetch.allowsPrivate = near
        return fetch
    }

    /// Starts a server on which script `n` serves hop `n`, and the last script all further hops.
    private func origin(hops: [OriginScript]) async throws -> TestOrigin {
        let turn = Mutex(0)
        return try await TestOrigin {
            turn.withLock { turn in
                turn += 1
                return hops[min(turn, hops.count) - 1]
            }
        }
    }

    private static func redirect(to location: String) -> OriginScript {
        .page("", status: "302 Found", fields: "Location: \(location)\r\nConnection: close\r\n")
    }

    @Test("The bytes come whole and unchanged, by one plain GET without anything that identifies")
    func document() async throws {
        let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: $0) }
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n"
        let origin = try await TestOrigin(.answer(.send(head), .sendBytes(bytes)))
        let url = "http://127.0.0.1:\(origin.port)/ca/x.crt?a=b"
        #expect(try await fetch().get(url, limit: 20_000) == bytes)
        let request = try #require(origin.requests.first)
        #expect(
            request.hasPrefix("GET /ca/x.crt?a=b HTTP/1.1\r\nHost: 127.0.0.1:\(origin.port)\r\n"))
        #expect(request.contains("User-Agent: test"))
        for name in ["Cookie", "Authorization", "X-Forwarded-Proto", "CF-Visitor", "Referer"] {
            #expect(!request.contains(name))
        }
        await origin.stop()
    }

    @Test(
        "Nothing near this machine is connected to, however it is written",
        arguments: [
            "127.0.0.1", "127.8.9.1", "[::1]", "0.0.0.0", "[::]", "10.0.0.1", "172.16.0.1",
            "192.168.1.1", "100.64.0.1", "169.254.1.1", "169.254.169.254", "[fe80::1]",
            "[fd00:ec2::254]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]", "255.255.255.255", "224.0.0.1",
        ])
    func guarded(host: String) async throws {
        let origin = try await TestOrigin(.page("secret"))
        let bare = host.filter { $0 != "[" && $0 != "]" }
        let address = try #require(IPAddress(bare))
        await #expect(throws: FetchError.guarded(address)) {
            try await fetch(near: false).get("http://\(host):\(origin.port)/", limit: 100)
        }
        #expect(origin.connections == 0)
        await origin.stop()
    }

    @Test("A name that leads near this machine is not connected to; one of two addresses may be")
    func guardedNames() async throws {
        let resolver = try await LoopbackResolver { question in
            question.type == 1
                ? question.reply([.address("127.0.0.1", of: question.name)])
                : question.reply()
        }
        let prober = try Prober(
            resolver: ResolverConfiguration(
                servers: [resolver.server], milliseconds: 2_000, attempts: 1),
            hosts: HostsFile(""))
        let origin = try await TestOrigin(.page("a"))
        let url = "http://ca.test:\(origin.port)/"
        await #expect(throws: FetchError.guarded(TestProber.loopback)) {
            try await fetch(from: prober, near: false).get(url, limit: 100)
        }
        #expect(origin.connections == 0)
        #expect(try await fetch(from: prober).get(url, limit: 100) == Array("a".utf8))
        await origin.stop()
        await resolver.stop()
        await prober.shutDown()
    }

    @Test("A redirect near this machine is not followed when the first answer was far")
    func guardedRedirect() async throws {
        let near = try await TestOrigin(.page("secret"))
        let allowed = try await TestOrigin(
            Self.redirect(to: "http://169.254.169.254:\(near.port)/latest/meta-data"))
        // Loopback represents a remote server here, so the guard is applied only to the second hop.
        let bounds = FetchHop.Bounds(
            mostBytes: 100, connectMilliseconds: 1_000, deadline: .now() + .seconds(5),
            allowsPrivate: false)
        let hop = FetchHop(
            prober: TestProber.prober, userAgent: "test", bounds: bounds, judge: nil)
        let first = try FetchURL("http://127.0.0.1:\(allowed.port)/")
        let outcome = try await hop.ask(first, isGivenByUser: true)
        let location = try #require(try FetchHop.location(outcome))
        await #expect(throws: FetchError.guarded(.v4(0xA9FE_A9FE))) {
            try await hop.ask(first.following(location), isGivenByUser: false)
        }
        for origin in [near, allowed] { await origin.stop() }
    }

    @Test(
        "Only http is asked",
        arguments: [
            ("https://127.0.0.1/x", "https"), ("ldap://127.0.0.1/cn=x", "ldap"),
            ("ldap:///CN=CA?cACertificate", "ldap"), ("ftp://127.0.0.1/x", "ftp"),
            ("file:///etc/passwd", "file"),
        ])
    func schemes(url: String, scheme: String) async {
        await #expect(throws: FetchError.onlyHTTP(scheme: scheme)) {
            try await fetch().get(url, limit: 100)
        }
    }

    @Test("A redirect to another scheme is refused", arguments: ["https", "ldap", "ftp"])
    func redirectScheme(scheme: String) async throws {
        let origin = try await TestOrigin(Self.redirect(to: "\(scheme)://127.0.0.1/x"))
        await #expect(throws: FetchError.onlyHTTP(scheme: scheme)) {
            try await fetch().get("http://127.0.0.1:\(origin.port)/", limit: 100)
        }
        await origin.stop()
    }

    @Test(
        "Redirects are followed to the end, three at most",
        arguments: [(3, nil), (4, FetchError.tooManyRedirects(limit: 3))]
            as [(Int, FetchError?)])
    func redirects(count: Int, expected: FetchError?) async throws {
        let hops = Array(repeating: Self.redirect(to: "next"), count: count)
        let origin = try await origin(hops: hops + [.page("end")])
        do throws(FetchError) {
            let bytes = try await fetch().get("http://127.0.0.1:\(origin.port)/a/b", limit: 100)
            #expect(expected == nil && bytes == Array("end".utf8))
        } catch {
            #expect(error == expected)
        }
        #expect(origin.connections == 4)
        await origin.stop()
    }

    @Test("A redirect in a circle ends")
    func circle() async throws {
        let origin = try await TestOrigin(Self.redirect(to: "/"))
        await #expect(throws: FetchError.tooManyRedirects(limit: 3)) {
            try await fetch().get("http://127.0.0.1:\(origin.port)/", limit: 100)
        }
        await origin.stop()
    }

    @Test(
        "What is no whole document is an error",
        arguments: [
            (OriginScript.page("a", status: "404 X"), FetchError.status(404)),
            (.page(String(repeating: "a", count: 1_001)), .tooLarge(limit: 1_000)),
            (
                .answer(.send("HTTP/1.1 200 OK\r\n\r\n"), .endless("0123456789")),
                .tooLarge(limit: 1_000)
            ),
            (.answer(.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na"), .close), .incomplete),
            (.answer(.close), .exchange(.empty)),
            (.page("", status: "301 Moved"), .badRedirect),
        ])
    func errors(script: OriginScript, error: FetchError) async throws {
        let origin = try await TestOrigin(script)
        await #expect(throws: error) {
            try await fetch().get("http://127.0.0.1:\(origin.port)/", limit: 1_000)
        }
        await origin.stop()
    }

    @Test("A body of exactly the limit is whole")
    func limit() async throws {
        let body = String(repeating: "a", count: 1_000)
        let origin = try await TestOrigin(.page(body))
        let url = "http://127.0.0.1:\(origin.port)/"
        #expect(try await fetch().get(url, limit: 1_000) == Array(body.utf8))
        await origin.stop()
    }

    @Test(
        "The time is for everything: silence, a trickling head, a trickling body, redirects",
        arguments: [
            OriginScript.answer(),
            .answer(.trickle(String(repeating: "a", count: 500), every: 50)),
            .answer(
                .send("HTTP/1.1 200 OK\r\n\r\n"),
                .trickle(String(repeating: "a", count: 500), every: 50)),
            .answer(
                .wait(150),
                .send("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")),
        ])
    func time(script: OriginScript) async throws {
        let origin = try await TestOrigin(script)
        let clock = ContinuousClock()
        let start = clock.now
        await #expect(throws: FetchError.self) {
            try await fetch().get(
                "http://127.0.0.1:\(origin.port)/", limit: 1_000, milliseconds: 300)
        }
        #expect(clock.now - start < .seconds(5))
        await origin.stop()
    }
}
