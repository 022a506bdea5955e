import OriginFacts
import Testing

@Suite struct TargetTests {
    private let name = HostName.name(ascii: "xn--bcher-kva.example", unicode: "bücher.example")

    @Test func `a name goes out in its ASCII form everywhere`() {
        #expect(name.ascii == "xn--bcher-kva.example")
        #expect(name.inURL == "xn--bcher-kva.example")
        #expect(
            Target(input: "Bücher.example", host: name).sentServerName == "xn--bcher-kva.example")
    }

    @Test(arguments: [("192.0.2.1", "192.0.2.1"), ("2001:DB8::1", "[2001:db8::1]")])
    func `an address is bracketed in a URL when it is IPv6, and never sent as server name`(
        text: String, inURL: String
    ) throws {
        let host = HostName.address(try #require(IPAddress(text)))
        #expect(host.inURL == inURL)
        #expect(Target(input: text, host: host).sentServerName == nil)
    }

    @Test func `a server name given wins over the host`() {
        var target = Target(input: "a", host: .address(.v4(0xC000_0201)))
        target.serverName = "other.example"
        #expect(target.sentServerName == "other.example")
    }

    @Test func `the ports are 80 and 443 until told otherwise, the path is the root`() {
        var target = Target(input: "a", host: name)
        #expect(target.visitorPorts == PortPair(http: 80, https: 443))
        #expect(target.originPorts == target.visitorPorts)
        #expect(target.path == "/")
        target.originPorts[.https] = 8443
        target.originPorts[.http] = 8080
        #expect(target.originPorts == PortPair(http: 8080, https: 8443))
        #expect(target.originPorts[.https] == 8443)
        #expect(target.originPorts[.http] == 8080)
    }

    @Test func `only flags and lists say that the owner named the origin`() {
        #expect(!Addressing.dns.isGivenByOwner)
        #expect(Addressing.given([]).isGivenByOwner)
        #expect(Addressing.connectTo(name).isGivenByOwner)
    }
}
