import OriginFacts
import Testing

@testable import OriginProbe

@Suite("Origin addresses by flag")
struct AddressOverrideTests {
    private let first = IPAddress.v4(0xC000_0201)
    private let second = IPAddress.v6(high: 0x2001_0db8_0000_0000, low: 1)

    @Test("--resolve takes addresses for every target")
    func everywhere() throws {
        #expect(try ResolveOverride("192.0.2.1,2001:db8::1") == .everywhere([first, second]))
        #expect(try ResolveOverride("[2001:db8::1]") == .everywhere([second]))
    }

    @Test("--resolve takes curl's form for one host and port")
    func only() throws {
        let override = try ResolveOverride("App.Example.com:8443:192.0.2.1,[2001:db8::1]")
        let host = HostName.name(ascii: "app.example.com", unicode: "app.example.com")
        #expect(override == .only(host: host, port: 8443, [first, second]))
        var target = Target(input: "", host: host)
        #expect(override.addresses(for: target) == nil)
        target.originPorts.https = 8443
        #expect(override.addresses(for: target) == [first, second])
        target.host = .name(ascii: "other.example.com", unicode: "other.example.com")
        #expect(override.addresses(for: target) == nil)
    }

    @Test("An IPv6 host stands in brackets")
    func bracketedHost() throws {
        #expect(
            try ResolveOverride("[2001:db8::1]:443:192.0.2.1")
                == .only(host: .address(second), port: 443, [first]))
    }

    @Test(
        "What is no address is refused",
        arguments: ["", "example.com", "a:443", "a:443:", "a:443:b", "a:0:192.0.2.1", "192.0.2.1,"])
    func refused(text: String) {
        #expect(throws: TargetError.self) { try ResolveOverride(text) }
    }

    @Test("--connect-to names another host and the origin's TLS port")
    func connectTo() throws {
        let target = Target(input: "", host: .name(ascii: "a.test", unicode: "a.test"))
        let other = try ConnectOverride("lb.example.net:8443").applied(to: target)
        #expect(
            other.addressing
                == .connectTo(.name(ascii: "lb.example.net", unicode: "lb.example.net")))
        #expect(other.originPorts == PortPair(http: 80, https: 8443))
        #expect(try ConnectOverride("192.0.2.1").applied(to: target).addressing == .given([first]))
        #expect(throws: TargetError.self) { try ConnectOverride("https://a.test") }
    }
}
