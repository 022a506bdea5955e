import OriginFacts
import Testing

@Suite struct IPPrefixTests {
    // swift-format-ignore
    @Test(arguments: [
        ("104.16.0.0/13",   "104.16.0.0",      "104.23.255.255",   "104.15.255.255",   "104.24.0.0"),
        ("192.0.2.0/24",    "192.0.2.0",       "192.0.2.255",      "192.0.1.255",      "192.0.3.0"),
        ("192.0.2.77/32",   "192.0.2.77",      "192.0.2.77",       "192.0.2.76",       "192.0.2.78"),
        ("10.1.2.3/8",      "10.0.0.0",        "10.255.255.255",   "9.255.255.255",    "11.0.0.0"),
        ("131.0.72.0/22",   "131.0.72.0",      "131.0.75.255",     "131.0.71.255",     "131.0.76.0"),
        ("2a06:98c0::/29",  "2a06:98c0::",     "2a06:98c7:ffff::", "2a06:98bf:ffff::", "2a06:98c8::"),
        ("2001:db8::1/128", "2001:db8::1",     "2001:db8::1",      "2001:db8::",       "2001:db8::2"),
        ("2001:db8::/64",   "2001:db8::",      "2001:db8::ffff:ffff:ffff:ffff", "2001:db7:ffff:ffff::", "2001:db8:0:1::"),
        ("2001:db8::/65",   "2001:db8::",      "2001:db8::7fff:ffff:ffff:ffff", "2001:db7::", "2001:db8::8000:0:0:0"),
    ])
    func `a block holds its edges and nothing beside them`(
        block: String, first: String, last: String, before: String, after: String
    ) throws {
        let prefix = try #require(IPPrefix(block))
        for (text, isInside) in [(first, true), (last, true), (before, false), (after, false)] {
            #expect(prefix.contains(try #require(IPAddress(text))) == isInside, "\(text)")
        }
    }

    @Test func `the empty prefix holds its whole family and none of the other`() throws {
        let all = try #require(IPPrefix("0.0.0.0/0"))
        #expect(all.contains(.v4(0)) && all.contains(.v4(.max)))
        #expect(!all.contains(.v6(high: 0, low: 0)))
        #expect(try !#require(IPPrefix("::/0")).contains(.v4(0)))
    }

    @Test(arguments: [
        "", "/", "10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "::/+1",
        "10.0.0.0/8/8", "10.0.0/8", "10.0.0.0/ 8", "10.0.0.0/8x", "10.0.0.0/0000000008",
        "10.0.0.0/99999999999999999999",
    ])
    func `anything else is no block`(text: String) {
        #expect(IPPrefix(text) == nil)
    }
}
