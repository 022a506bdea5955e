import Testing

@testable import ChainVerification

@Suite struct HostRulesTests {
    @Test(arguments: [
        ("example.com", "example.com"), ("EXAMPLE.Com", "example.com"),
        ("example.com.", "example.com"), ("localhost", "localhost"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("a_b.example.com", "a_b.example.com"),
        ("_acme.example.com", "_acme.example.com"), ("1.example", "1.example"),
        (String(repeating: "a", count: 63) + ".test", String(repeating: "a", count: 63) + ".test"),
    ])
    func `a host name is compared in lower case without its trailing dot`(
        name: String, compared: String
    ) {
        #expect(NameMatching.comparable(name) == compared)
    }

    @Test(arguments: [
        "", ".", "..", ".example.com", "example..com", "example.com..", "*.example.com", "a b.test",
        "exämple.com", "example.com\0.evil.test", "192.0.2.1", "192.0.2.1.", "2001:db8::1",
        String(repeating: "a", count: 64) + ".test",
        String(repeating: "a.", count: 127) + "test", "http://example.com", "example.com:443",
    ])
    func `an invalid host name is not compared`(name: String) {
        #expect(NameMatching.comparable(name) == nil)
    }

    @Test(arguments: [
        ("a_b.example.com", "a-b.example.com"), ("_a_.x.y.z", "-a-.x.y.z"),
        ("a_b.example", nil), ("a_b", nil), ("a.b_c.example", nil), ("a-b.example.com", nil),
    ])
    func `an underscore in the first of three labels may be a hyphen`(
        name: String, other: String?
    ) {
        #expect(NameMatching.hyphenated(name) == other)
    }
}
