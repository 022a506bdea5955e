import CertificateForge
import OriginFacts

@testable import ChainVerification

/// Certificate names compared with hosts, case by case, with valid forms on both sides.
extension NameVerdictTests {
    /// The verdict if both reject the name, and browsers also reject its form.
    static let malformed = "rejected: name.mismatch cert.malformed"

    static func odd(_ entry: String, _ host: String) -> Row {
        san(entry, host, strict: false).with { $0.browser = malformed }
    }

    static func raw(_ entry: [UInt8], _ host: String) -> Row {
        Row(names: [.rawDNS(entry)], host: host, strict: refused, browser: malformed)
    }

    /// A row whose certificate has a CN but no SAN.
    static func alone(_ commonName: String, _ host: String, matches: Bool = true) -> Row {
        Row(
            names: [], commonName: commonName, host: host,
            strict: matches ? "accepted" : refused, browser: refused,
            match: matches ? .requested(entry: commonName) : .none,
            finding: matches ? .commonNameOnly(name: commonName) : nil)
    }

    /// A row whose certificate has a SAN with other kinds of names, and the host as its CN.
    static func beside(_ name: AlternativeName) -> Row {
        Row(
            names: [name], commonName: "example.com", host: "example.com",
            strict: "uncertain: name.mismatch", browser: refused)
    }

    static let label63 = String(repeating: "a", count: 63)
    /// A name of 253 bytes, the maximum (RFC 1035 section 2.3.4).
    static let name253 = [label63, label63, label63, String(repeating: "b", count: 61)]
        .joined(separator: ".")

    static let wildcards = [
        san("*.www.example.com", "www.example.com", strict: false),
        san("*.b.example.com", "a.b.example.com"),
        san("*.EXAMPLE.com", "www.example.com"),
        san("*.example.com", "*.example.com", strict: false),
        san("*.example.com", "www.example.com."),
        san("*.example.com", ".example.com", strict: false),
        odd("*.localhost", "a.localhost"),
        odd("*", "localhost"), odd("*", "example.com"),
        odd("*w.example.com", "www.example.com"), odd("w*w.example.com", "www.example.com"),
        odd("**.example.com", "www.example.com"), odd("*.*.example.com", "a.b.example.com"),
        odd("a.*.example.com", "a.b.example.com"), odd("xn--b*.example.com", "xn--ba.example.com"),
        odd("*.example.com.", "www.example.com"), odd("*..example.com", "www.example.com"),
    ]

    static let international = [
        san("xn--bcher-kva.example", "xn--bcher-kva.example"),
        san("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        san("xn--bcher-kva.example", "bücher.example", strict: false),
        odd("bücher.example", "xn--bcher-kva.example"), odd("bücher.example", "bücher.example"),
        raw([0x62, 0xFC] + Array("cher.example".utf8), "xn--bcher-kva.example"),
        alone("bücher.example", "xn--bcher-kva.example", matches: false),
    ]

    static let forms = [
        odd("www.example.com\0", "www.example.com"), odd("\0www.example.com", "www.example.com"),
        san("www.example.com", "www.example.com\0", strict: false),
        san("example.com", "example.com..", strict: false), odd("example.com.", "example.com."),
        odd("..example.com", "example.com"), odd(" example.com", "example.com"),
        odd("http://example.com", "example.com"), odd("example.com:443", "example.com"),
        san("localhost", "localhost"), san("EXAMPLE.COM", "example.com"),
        san(label63 + ".test", label63 + ".test"),
        odd("a" + label63 + ".test", "a" + label63 + ".test"),
        san(name253, name253), san(name253, name253 + "."), odd(name253 + "b", name253 + "b"),
    ]

    static let moreAddresses = [
        Row(names: [.ip([192, 0, 2, 1])], host: "192.0.2.1.", strict: refused, browser: refused),
        Row(
            names: [.ip([192, 0, 2, 1])], host: "::ffff:192.0.2.1", strict: refused,
            browser: refused),
        Row(
            names: [.ip([UInt8](repeating: 0, count: 10) + [255, 255, 192, 0, 2, 1])],
            host: "192.0.2.1", strict: refused, browser: refused),
        Row(names: [.ip([192, 0, 2])], host: "192.0.2.1", strict: refused, browser: refused),
        Row(names: [.dns("*.0.2.1")], host: "192.0.2.1", strict: refused, browser: refused),
        Row(names: [.dns("2001:db8::1")], host: "2001:db8::1", strict: refused, browser: malformed),
        Row(
            names: [.uri("http://192.0.2.1/")], host: "192.0.2.1", strict: refused, browser: refused
        ),
        Row(names: [.ip([192, 0, 2, 1])], host: "example.com", strict: refused, browser: refused),
        alone("2001:db8::1", "2001:db8::1", matches: false),
    ]

    static let moreCommonNames = [
        alone("EXAMPLE.com", "example.com"), alone("example.com.", "example.com", matches: false),
        alone("w*.example.com", "www.example.com", matches: false),
        alone(" example.com", "example.com", matches: false),
        alone("example.com ", "example.com", matches: false),
        alone("Example com", "example.com", matches: false),
        alone("admin@example.com", "example.com", matches: false),
        alone("example.com\0.evil.test", "example.com", matches: false),
        alone("localhost", "localhost"),
        beside(.uri("https://example.com/")), beside(.email("example.com")),
        beside(.directory(SubjectName(commonName: "example.com"))),
        Row(
            names: [.uri("https://example.com/")], commonName: "other.test", host: "example.com",
            strict: refused, browser: refused),
        Row(
            names: [.dns("example.com")], commonName: "other.test", host: "example.com",
            match: .requested(entry: "example.com")),
        Row(
            names: [.uri("https://example.net/")], commonName: "example.net", host: "example.com",
            targets: ["example.net"], strict: "uncertain: name.mismatch", browser: refused),
    ]

    static let moreUnderscores = [
        san("_dmarc.example.com", "_dmarc.example.com"),
        san("a_b.example.com", "a-b.example.com", strict: false),
        san("a.b_c.example.com", "a.b_c.example.com"),
        san("a.b-c.example.com", "a.b_c.example.com", strict: false),
        Row(
            names: [.dns("a-b-c.example.com")], host: "a_b_c.example.com", browser: refused,
            match: .requested(entry: "a-b-c.example.com"),
            finding: .underscoreAsHyphen(name: "a_b_c.example.com")),
        Row(
            names: [.dns("a-b.example.net")], host: "example.com", targets: ["a_b.example.net"],
            browser: refused, match: .target(name: "a_b.example.net", entry: "a-b.example.net"),
            finding: .underscoreAsHyphen(name: "a_b.example.net")),
    ]
}
