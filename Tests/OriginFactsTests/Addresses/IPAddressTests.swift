import OriginFacts
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("::ffff:192.0.2.1", "192.0.2.1"), ("192.0.2.1", "192.0.2.1"), ("::1", "::1"),
        ("::192.0.2.1", "::c000:201"), ("1::ffff:c000:201", "1::ffff:c000:201"),
    ])
    func `an IPv4-mapped address leads to the IPv4 one`(text: String, target: String) {
        #expect(IPAddress(text)?.unmapped.description == target)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("0.0.0.0",                                 "0.0.0.0"),
        ("192.0.2.1",                               "192.0.2.1"),
        ("255.255.255.255",                         "255.255.255.255"),
        ("::",                                      "::"),
        ("::1",                                     "::1"),
        ("1::",                                     "1::"),
        ("2001:DB8::FACE",                          "2001:db8::face"),            // RFC 5952 4.3
        ("2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1"),             // 4.1, 4.2.1
        ("2001:db8:0:1:1:1:1:1",                    "2001:db8:0:1:1:1:1:1"),      // 4.2.2
        ("2001:db8::1:1:1:1:1",                     "2001:db8:0:1:1:1:1:1"),      // 4.2.2
        ("2001:0:0:1:0:0:0:1",                      "2001:0:0:1::1"),             // 4.2.3: the longest run
        ("2001:db8:0:0:1:0:0:1",                    "2001:db8::1:0:0:1"),         // 4.2.3: the first of two
        ("0:0:0:0:0:0:0:1",                         "::1"),
        ("1:0:0:0:0:0:0:0",                         "1::"),
        ("1:2:3:4:5:6:7::",                         "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8",                         "0:2:3:4:5:6:7:8"),
        ("1:2:3:4:5:6:192.0.2.1",                   "1:2:3:4:5:6:c000:201"),
        ("::ffff:192.0.2.1",                        "::ffff:192.0.2.1"),          // RFC 4291 2.5.5.2
        ("::ffff:c000:201",                         "::ffff:192.0.2.1"),
        ("::192.0.2.1",                             "::c000:201"),
        ("64:ff9b::192.0.2.33",                     "64:ff9b::c000:221"),
    ])
    func `an address is written in its canonical form`(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test(arguments: [
        "", " ", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.", ".1.2.3", "1..2.3", "01.2.3.4",
        "1.2.3.00", "0177.0.0.1", "127.1", "0x7f.0.0.1", "+1.2.3.4", "1.2.3.4 ", "1.2.3.4:80",
        "1.2.3.1000", "١.2.3.4", ":", ":::", "::1::", "1:::2", ":1::2", "1::2:", "12345::",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8", "::g", "::+1", "::-1", "[::1]",
        "fe80::1%eth0", "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "::1/128",
        "::ffff:1.2.3.256", "１::", "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
    ])
    func `anything else is no address`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `reading what was written gives the same address, whatever the gaps`() {
        for mask in 0..<256 {
            let bytes = (0..<16).map { (index: Int) -> UInt8 in
                let isFilled = (mask >> (index / 2)) % 2 == 1
                return isFilled ? UInt8(index * 16 + 1) : 0
            }
            let address = IPAddress(bytes: bytes)
            #expect(address?.bytes == bytes)
            #expect(address.flatMap { IPAddress($0.description) } == address)
        }
    }

    @Test(arguments: [0, 1, 3, 5, 15, 17])
    func `only 4 or 16 bytes make an address`(count: Int) {
        #expect(IPAddress(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func `IPv4 sorts before IPv6, each by value`() throws {
        let texts = ["9.0.0.0", "10.0.0.0", "200.0.0.0", "::", "::2", "0:0:0:1::", "ffff::"]
        let addresses = try texts.map { try #require(IPAddress($0)) }
        #expect(addresses.reversed().sorted() == addresses)
    }
}
