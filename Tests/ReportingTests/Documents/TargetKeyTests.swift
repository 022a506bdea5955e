import OriginFacts
import Testing

@testable import Reporting

@Suite struct `Key of a target` {
    // swift-format-ignore
    @Test(arguments: [
        ("",       "6c62272e07bb014262b821756295c58d"),
        ("a",      "d228cb696f1a8caf78912b704e4a8964"),
        ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
    ])
    func `is FNV-1a of 128 bits`(text: String, hash: String) {
        #expect(TargetKey.hex(text.utf8) == hash)
    }

    static let changes: [@Sendable (inout Target) -> Void] = [
        { $0.host = .name(ascii: "other.example", unicode: "other.example") },
        { $0.host = .address(Sample.first) }, { $0.originPorts.https = 8443 },
        { $0.originPorts.http = 8080 }, { $0.visitorPorts.https = 8443 },
        { $0.addressing = .dns }, { $0.addressing = .given([Sample.second]) },
        { $0.addressing = .connectTo(.address(Sample.first)) }, { $0.serverName = "sni.example" },
    ]

    @Test func `differs with host, ports, given addresses and server name`() {
        let keys = Self.changes.map { TargetKey.of(Target.shop.with($0)) }
        #expect(Set(keys + [TargetKey.of(.shop)]).count == Self.changes.count + 1)
    }

    @Test func `is the same however the input was written, and for addresses in any order`() {
        let both = Target.shop.with { $0.addressing = .given([Sample.first, Sample.second]) }
        let turned = Target.shop.with {
            $0.input = "HTTPS://Shop.Example.com/"
            $0.addressing = .given([Sample.second, Sample.first, Sample.second])
        }
        #expect(TargetKey.of(both) == TargetKey.of(turned))
    }
}
