import OriginFacts
import Testing

@Suite struct `The key of a target` {
    // swift-format-ignore
    @Test(arguments: [
        ("",       "6c62272e07bb014262b821756295c58d"),
        ("a",      "d228cb696f1a8caf78912b704e4a8964"),
        ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
    ])
    func `is a 128-bit FNV-1a hash`(text: String, hash: String) {
        #expect(TargetKey(hashing: text.utf8).hex == hash)
    }

    private static let first = IPAddress.v4(0xC000_0201)
    private static let second = IPAddress.v4(0xC000_0202)
    private static let shop = Target(
        input: "shop.example.com",
        host: .name(ascii: "shop.example.com", unicode: "shop.example.com"),
        addressing: .given([first]))

    private static func shop(_ change: (inout Target) -> Void) -> Target {
        var target = shop
        change(&target)
        return target
    }

    private static let changes: [@Sendable (inout Target) -> Void] = [
        { $0.host = .name(ascii: "other.example", unicode: "other.example") },
        { $0.host = .address(first) }, { $0.originPorts.https = 8443 },
        { $0.originPorts.http = 8080 }, { $0.visitorPorts.https = 8443 },
        { $0.addressing = .dns }, { $0.addressing = .given([second]) },
        { $0.addressing = .connectTo(.address(first)) }, { $0.serverName = "sni.example" },
    ]

    @Test func `differs with host, ports, given addresses and server name`() {
        let keys = Self.changes.map { TargetKey(Self.shop($0)) }
        #expect(Set(keys + [TargetKey(Self.shop)]).count == Self.changes.count + 1)
    }

    @Test func `does not depend on how the input is written, nor on the order of addresses`() {
        let both = Self.shop { $0.addressing = .given([Self.first, Self.second]) }
        let turned = Self.shop {
            $0.input = "HTTPS://Shop.Example.com/"
            $0.addressing = .given([Self.second, Self.first, Self.second])
        }
        #expect(TargetKey(both) == TargetKey(turned))
    }

    @Test func `is read back from its hex digits, and from nothing else`() {
        let key = TargetKey(Self.shop)
        #expect(TargetKey(hex: key.hex.utf8) == key)
        for text in ["", "00ff", key.hex.uppercased(), key.hex + "0", key.hex.dropLast() + "g"] {
            #expect(TargetKey(hex: text.utf8) == nil)
        }
    }
}
