import Testing

@testable import OriginFacts

/// The whole address space as a map: a scope begins at the address of its row and ends before that
/// of the next row.
@Suite struct AddressScopeTests {
    // swift-format-ignore
    private static let map: [(String, AddressScope)] = [
        ("0.0.0.0",         .unspecified),
        ("1.0.0.0",         .global),
        ("10.0.0.0",        .privateUse),
        ("11.0.0.0",        .global),
        ("100.64.0.0",      .sharedCarrier),
        ("100.128.0.0",     .global),
        ("127.0.0.0",       .loopback),
        ("128.0.0.0",       .global),
        ("169.254.0.0",     .linkLocal),
        ("169.254.169.254", .metadata),
        ("169.254.169.255", .linkLocal),
        ("169.255.0.0",     .global),
        ("172.16.0.0",      .privateUse),
        ("172.32.0.0",      .global),
        ("192.0.0.0",       .reserved),
        ("192.0.1.0",       .global),
        ("192.0.2.0",       .documentation),
        ("192.0.3.0",       .global),
        ("192.88.99.0",     .reserved),
        ("192.88.100.0",    .global),
        ("192.168.0.0",     .privateUse),
        ("192.169.0.0",     .global),
        ("198.18.0.0",      .benchmarking),
        ("198.20.0.0",      .global),
        ("198.51.100.0",    .documentation),
        ("198.51.101.0",    .global),
        ("203.0.113.0",     .documentation),
        ("203.0.114.0",     .global),
        ("224.0.0.0",       .multicast),
        ("240.0.0.0",       .reserved),
        ("::",              .unspecified),
        ("::1",             .loopback),
        ("::2",             .reserved),
        ("::1:0:0",         .global),
        ("::ffff:0:0",      .ipv4Mapped),
        ("::1:0:0:0",       .global),
        ("64:ff9b::",       .nat64),
        ("64:ff9b::1:0:0",  .global),
        ("64:ff9b:1::",     .nat64),
        ("64:ff9b:2::",     .global),
        ("100::",           .reserved),
        ("100:0:0:1::",     .reserved),
        ("100:0:0:2::",     .global),
        ("2001::",          .reserved),
        ("2001:2::",        .benchmarking),
        ("2001:2:1::",      .reserved),
        ("2001:200::",      .global),
        ("2001:db8::",      .documentation),
        ("2001:db9::",      .global),
        ("2002::",          .reserved),
        ("2003::",          .global),
        ("3fff::",          .documentation),
        ("3fff:1000::",     .global),
        ("5f00::",          .reserved),
        ("5f01::",          .global),
        ("fc00::",          .uniqueLocal),
        ("fd00:ec2::254",   .metadata),
        ("fd00:ec2::255",   .uniqueLocal),
        ("fe00::",          .global),
        ("fe80::",          .linkLocal),
        ("fec0::",          .reserved),
        ("ff00::",          .multicast),
    ]

    @Test func `every scope begins and ends where the registries say`() throws {
        let starts = try Self.map.map { text, scope in (try #require(IPAddress(text)), scope) }
        for (index, (start, scope)) in starts.enumerated() {
            #expect(start.scope == scope, "first: \(start)")
            let next = index + 1 < starts.count ? starts[index + 1].0 : .v4(0)
            let last = next.family == start.family ? next.predecessor : start.family.last
            #expect(last.scope == scope, "last: \(last)")
        }
    }

    @Test func `every block of the table can be read`() {
        #expect(AddressScopeTable.rows.count == 35)
    }

    @Test func `every scope is on the map`() {
        #expect(Set(Self.map.map(\.1)) == Set(AddressScope.allCases))
    }

    @Test func `only global addresses may be dialled on the word of a stranger`() {
        #expect(AddressScope.allCases.filter { !$0.isGuarded } == [.global])
    }
}

extension IPAddress {
    /// The preceding address; the first address wraps around.
    fileprivate var predecessor: IPAddress {
        switch self {
        case .v4(let value): .v4(value &- 1)
        case .v6(let high, let low): .v6(high: low == 0 ? high &- 1 : high, low: low &- 1)
        }
    }
}

extension IPAddress.Family {
    fileprivate var last: IPAddress {
        switch self {
        case .ipv4: .v4(.max)
        case .ipv6: .v6(high: .max, low: .max)
        }
    }
}
