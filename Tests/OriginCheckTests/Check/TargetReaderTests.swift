import OriginFacts
import Testing

@testable import OriginCheck

/// Reads a target with the given settings.
@Suite struct `Target settings` {
    private func target(
        _ text: String, _ change: (inout TargetSettings) -> Void = { _ in }
    ) throws -> Target {
        var settings = TargetSettings()
        change(&settings)
        return try TargetReader(settings).target(text)
    }

    @Test func `leave a host to DNS and the usual ports`() throws {
        let target = try target("Shop.Example.com")
        #expect(target.host == .name(ascii: "shop.example.com", unicode: "shop.example.com"))
        #expect(target.addressing == .dns)
        #expect(target.originPorts == PortPair(http: 80, https: 443))
    }

    @Test func `give addresses in place of DNS, each once`() throws {
        let target = try target("a.test") { $0.addresses = ["192.0.2.1,192.0.2.2", "192.0.2.1"] }
        let expected = [IPAddress("192.0.2.1"), IPAddress("192.0.2.2")].compactMap(\.self)
        #expect(target.addressing == .given(expected))
    }

    @Test func `give an address for one host only`() throws {
        let change = { (settings: inout TargetSettings) in
            settings.addresses = ["a.test:443:192.0.2.1"]
        }
        #expect(try target("a.test", change).addressing != .dns)
        #expect(try target("b.test", change).addressing == .dns)
    }

    @Test func `that fit none of the targets are refused`() throws {
        var settings = TargetSettings()
        settings.addresses = ["a.test:443:192.0.2.1"]
        let reader = try TargetReader(settings)
        let other = try reader.target("b.test")
        #expect(kind { try reader.checkUse(by: [other]) } == .invalidInput)
        try reader.checkUse(by: [other, try reader.target("a.test")])
    }

    @Test func `move the origin's ports, the server name and the path`() throws {
        let target = try target("a.test") {
            $0.port = 8443
            $0.httpPort = 8080
            $0.serverName = "b.test"
            $0.path = "health"
            $0.alsoNames = ["c.test"]
        }
        #expect(target.originPorts == PortPair(http: 8080, https: 8443))
        #expect(target.serverName == "b.test")
        #expect(target.path == "/health")
        #expect(target.alsoNames == ["c.test"])
    }

    @Test func `connect to another host, with its port`() throws {
        let target = try target("a.test") { $0.connectTo = "origin.test:8443" }
        #expect(
            target.addressing
                == .connectTo(.name(ascii: "origin.test", unicode: "origin.test")))
        #expect(target.originPorts.https == 8443)
    }

    @Test(arguments: ["", "two words", "http://", "a..test", "ftp://a.test"])
    func `do not help text that names no host`(text: String) {
        #expect(kind { _ = try target(text) } == .invalidInput)
    }

    @Test func `never repeat a password`() {
        do {
            _ = try target("https://user:s3cret@a.test")
            Issue.record("a URL with a password is not a valid target")
        } catch {
            #expect(!"\(error)".contains("s3cret"))
        }
    }
}
