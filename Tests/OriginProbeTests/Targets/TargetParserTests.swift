import OriginFacts
import TestSupport
import Testing

@testable import OriginProbe

@Suite("Targets")
struct TargetParserTests {
    private let parser = TargetParser(
        ports: ProxiedPorts(http: [80, 8080, 2052], https: [443, 2053, 8443]))

    @Test(
        "A host is found in every form a user writes",
        arguments: [
            ("example.com", "example.com", "/"),
            ("EXAMPLE.Com.", "example.com", "/"),
            ("example.com:8443", "example.com", "/"),
            ("https://example.com", "example.com", "/"),
            ("HTTPS://Example.com/a/b?c=d#e", "example.com", "/a/b?c=d"),
            ("http://example.com?q", "example.com", "/?q"),
            ("example.com/login", "example.com", "/login"),
            ("https://example.com/ä", "example.com", "/%C3%A4"),
            ("a_b.example.com", "a_b.example.com", "/"),
            ("localhost", "localhost", "/"),
            ("192.0.2.1", "192.0.2.1", "/"),
            ("192.0.2.1:8443", "192.0.2.1", "/"),
            ("2001:DB8::1", "2001:db8::1", "/"),
            ("[2001:db8::1]", "2001:db8::1", "/"),
            ("[2001:db8::1]:8443", "2001:db8::1", "/"),
            ("https://[2001:db8::1]:8443/x", "2001:db8::1", "/x"),
            ("１９２.０.２.１", "192.0.2.1", "/"),
        ])
    func forms(input: String, host: String, path: String) throws {
        let target = try parser.parse(input)
        #expect(target.input == input)
        #expect(target.host.ascii == host)
        #expect(target.path == path)
    }

    @Test(
        "An international name keeps both its forms",
        arguments: [
            ("münchen.example", "xn--mnchen-3ya.example", "münchen.example"),
            ("MÜNCHEN.example", "xn--mnchen-3ya.example", "münchen.example"),
            ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example", "münchen.example"),
            ("www.xn--mnchen-3ya.example", "www.xn--mnchen-3ya.example", "www.münchen.example"),
            ("straße.example", "xn--strae-oqa.example", "straße.example"),
            ("例え。テスト", "xn--r8jz45g.xn--zckzah", "例え.テスト"),
            ("xn--a.example", "xn--a.example", "xn--a.example"),
            ("r3---sn-abc.example", "r3---sn-abc.example", "r3---sn-abc.example"),
        ])
    func international(input: String, ascii: String, unicode: String) throws {
        #expect(try parser.parse(input).host == .name(ascii: ascii, unicode: unicode))
    }

    @Test(
        "A text that is no target is refused with the reason",
        arguments: [
            ("", .empty),
            ("exa mple.com", .space),
            ("example.com\u{A0}", .space),
            ("example.com\n", .controlCharacter),
            ("exam\u{0}ple.com", .controlCharacter),
            ("exam\u{202E}ple.com", .controlCharacter),
            ("ftp://example.com", .unsupportedScheme("ftp")),
            ("https://user:secret@example.com/", .userInformation),
            ("user@example.com", .userInformation),
            ("https:///path", .missingHost),
            (".", .missingHost),
            (":443", .missingHost),
            ("-a.example.com", .leadingHyphen(host: "-a.example.com")),
            ("a..b", .emptyLabel(host: "a..b")),
            (".example.com", .emptyLabel(host: ".example.com")),
            ("exa!mple.com", .badCharacter("!", host: "exa!mple.com")),
            ("exa%6dple.com", .badCharacter("%", host: "exa%6dple.com")),
            ("*.example.com", .wildcard(host: "*.example.com")),
            ("127.1", .badAddress("127.1")),
            ("0177.0.0.1", .badAddress("0177.0.0.1")),
            ("999.1.1.1", .badAddress("999.1.1.1")),
            ("example.0x7f", .badAddress("example.0x7f")),
            ("2001:db8:::1", .badAddress("2001:db8:::1")),
            ("fe80::1%eth0", .zone("fe80::1%eth0")),
            ("example.com:0", .badPort("0")),
            ("example.com:65536", .badPort("65536")),
            ("example.com:", .badPort("")),
            ("example.com:+80", .badPort("+80")),
            ("example.com:\u{301}443", .badPort("\u{301}443")),
            ("example.com:https", .badPort("https")),
            ("[2001:db8::1", .badBrackets("[2001:db8::1")),
            ("[2001:db8::1]x", .badBrackets("[2001:db8::1]x")),
            ("[example.com]:80", .badBrackets("[example.com]:80")),
            ("2001:db8::1]", .badBrackets("2001:db8::1]")),
            ("192.0.2.0/24", .block("192.0.2.0/24")),
        ] as [(String, TargetError)])
    func refused(input: String, reason: TargetError) {
        #expect(throws: reason) { try parser.parse(input) }
    }

    @Test("Labels of 63 bytes and names of 253 are the longest")
    func lengths() throws {
        let label = String(repeating: "a", count: 63)
        let labels = [label, label, label, String(repeating: "b", count: 61)]
        let longest = labels.joined(separator: ".")
        #expect(try parser.parse(longest).host.ascii == longest)
        #expect(throws: TargetError.labelTooLong(host: label + "a")) {
            try parser.parse(label + "a")
        }
        #expect(throws: TargetError.nameTooLong(host: longest + "b")) {
            try parser.parse(longest + "b")
        }
        #expect(throws: TargetError.tooLong(bytes: 9_000)) {
            try parser.parse(String(repeating: "a", count: 9_000))
        }
    }

    @Test("A name IDNA refuses is refused with libidn2's reason")
    func refusedByIDNA() {
        #expect {
            try parser.parse("\u{0300}a.example")
        } throws: { error in
            guard case .notInternational(_, let reason) = error as? TargetError else {
                return false
            }
            return !reason.isEmpty
        }
    }

    @Test(
        "A proxied port is the visitor's and the origin's, any other only the origin's",
        arguments: [
            ("h.test", (80, 443), (80, 443)),
            ("h.test:8443", (80, 8443), (80, 8443)),
            ("h.test:8080", (8080, 443), (8080, 443)),
            ("h.test:9443", (80, 443), (80, 9443)),
            ("https://h.test:8443/", (80, 8443), (80, 8443)),
            ("https://h.test:8080/", (80, 443), (80, 8080)),
            ("https://h.test:9443/", (80, 443), (80, 9443)),
            ("http://h.test:8080/", (8080, 443), (8080, 443)),
            ("http://h.test:3000/", (80, 443), (3000, 443)),
            ("http://h.test:443/", (80, 443), (443, 443)),
        ] as [(String, (UInt16, UInt16), (UInt16, UInt16))])
    func ports(
        input: String, visitor: (http: UInt16, https: UInt16), origin: (http: UInt16, https: UInt16)
    ) throws {
        let target = try parser.parse(input)
        #expect(target.visitorPorts == PortPair(http: visitor.http, https: visitor.https))
        #expect(target.originPorts == PortPair(http: origin.http, https: origin.https))
    }

    @Test("An address needs no lookup")
    func addressing() throws {
        let address = try #require(IPAddress("192.0.2.7"))
        #expect(try parser.parse("192.0.2.7").addressing == .given([address]))
        #expect(try parser.parse("example.com").addressing == .dns)
    }

    @Test("Random bytes never crash the parser")
    func garbage() {
        var random = Seed.generator()
        let alphabet = Array("a.:/[]@%#?-_*0xü١ \u{0}\u{202E}例".unicodeScalars)
        var parsed = 0
        for _ in 0..<3_000 {
            let scalars = (0..<Int.random(in: 0..<24, using: &random)).compactMap { _ in
                alphabet.randomElement(using: &random)
            }
            let text = String(String.UnicodeScalarView(scalars))
            guard let target = try? parser.parse(text) else { continue }
            #expect(!target.host.ascii.isEmpty && target.path.hasPrefix("/"))
            parsed += 1
        }
        #expect(parsed > 30)
    }
}
