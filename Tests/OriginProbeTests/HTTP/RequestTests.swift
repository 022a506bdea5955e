import OriginFacts
import Testing

@testable import OriginProbe

@Suite("Requests as the edge sends them")
struct RequestTests {
    private func target(_ change: (inout Target) -> Void = { _ in }) -> Target {
        var target = Target(input: "a.test", host: .name(ascii: "a.test", unicode: "a.test"))
        change(&target)
        return target
    }

    private func request(_ options: ProbeOptions, _ target: Target) -> OriginRequest {
        let key = ExchangeKey(leg: .plain, forwarded: .https, path: "/x y")
        return OriginRequest(key, of: target, options: options)
    }

    @Test("The visitor's scheme is told twice and nothing claims to be a visitor")
    func headers() {
        let sent = request(ProbeOptions(version: "1.2"), target())
        let names = sent.fields.map { $0.name.lowercased() }
        #expect(sent.authority == "a.test")
        #expect(sent.path == "/x%20y")
        #expect(sent.fields.contains(.init(name: "X-Forwarded-Proto", value: "https")))
        #expect(sent.fields.contains(.init(name: "CF-Visitor", value: "{\"scheme\":\"https\"}")))
        #expect(sent.fields.contains(.init(name: "Accept-Encoding", value: "identity")))
        #expect(
            sent.fields.contains(
                .init(
                    name: "User-Agent",
                    value: "fullstrict/1.2 (+https://github.com/fullstrict/fullstrict)")))
        #expect(!names.contains("cf-connecting-ip") && !names.contains("cdn-loop"))
    }

    @Test("A visitor's port other than the scheme's own is part of the host")
    func port() {
        #expect(
            request(ProbeOptions(), target { $0.visitorPorts.https = 8443 }).authority
                == "a.test:8443")
        #expect(
            request(ProbeOptions(), target { $0.originPorts.https = 8443 }).authority
                == "a.test")
    }

    @Test("A header by flag takes the place of ours")
    func override() throws {
        var options = ProbeOptions()
        options.headers = [
            try RequestHeader("user-agent: mine"), try RequestHeader("Host: b.test"),
            try RequestHeader("Authorization:  Basic x\t"),
        ]
        let sent = request(options, target())
        #expect(sent.authority == "b.test")
        #expect(
            sent.fields.filter { $0.name.lowercased() == "user-agent" }.map(\.value) == ["mine"])
        #expect(sent.fields.contains(.init(name: "Authorization", value: "Basic x")))
    }

    @Test("Headers by flag never go to the live edge")
    func live() throws {
        var options = ProbeOptions()
        options.headers = [try RequestHeader("Authorization: Basic x")]
        let sent = OriginRequest(live: .https, of: target(), options: options)
        #expect(!sent.fields.contains { $0.name == "Authorization" })
        #expect(sent.fields.contains(.init(name: "Accept", value: "application/json")))
    }

    @Test(
        "A header that would lie or break the request is refused",
        arguments: [
            ("no colon", .noColon("no colon")), (": x", .badName("")),
            ("a b: x", .badName("a b")), ("X: a\r\nY: b", .controlCharacter(name: "X")),
            ("CF-Connecting-IP: 192.0.2.1", .refused(name: "CF-Connecting-IP")),
            ("cdn-loop: cloudflare", .refused(name: "cdn-loop")),
            ("Content-Length: 5", .refused(name: "Content-Length")),
        ] as [(String, RequestHeaderError)])
    func refused(text: String, reason: RequestHeaderError) {
        #expect(throws: reason) { try RequestHeader(text) }
        #expect(!reason.description.contains("192.0.2.1"))
    }
}
