import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

@Suite struct NameVerdictTests {
    /// A leaf's names, the requested host, and the parties that accept the leaf.
    struct Row: CustomTestStringConvertible, Sendable {
        var names: [AlternativeName]
        var commonName: String?
        var host: String
        var targets: [String] = []
        var strict = "accepted"
        var browser = "accepted"
        var match = NameMatch.none
        var finding: ChainFinding?

        var testDescription: String {
            "\(host) \(targets) against \(names) CN \(commonName ?? "none")"
        }
    }

    static let refused = "rejected: name.mismatch"

    static func san(
        _ entry: String, _ host: String, strict: Bool = true, browser: Bool? = nil,
        match: NameMatch? = nil
    ) -> Row {
        Row(
            names: [.dns(entry)], host: host, strict: strict ? "accepted" : refused,
            browser: browser ?? strict ? "accepted" : refused,
            match: match ?? (strict ? .requested(entry: entry) : .none))
    }

    static let table =
        alternativeNames + targets + commonNames + underscores + addresses + wildcards
        + international + forms + moreAddresses + moreCommonNames + moreUnderscores

    @Test(arguments: table)
    func `a name is accepted or not`(_ row: Row) throws {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = CertificateRecipe(
            subject: SubjectName(commonName: row.commonName, organization: "Example"),
            notBefore: VerificationFixture.now - VerificationFixture.day,
            notAfter: VerificationFixture.now + 80 * VerificationFixture.day,
            names: row.names)
        let verdict = try VerificationFixture.verdict(
            on: authority.chain(recipe), trusting: [authority.root], host: row.host,
            targets: row.targets)
        #expect(verdict.strict.summary == row.strict)
        #expect(verdict.browser.summary == row.browser)
        #expect(verdict.nameMatch == row.match)
        if let finding = row.finding { #expect(verdict.findings.contains(finding)) }
    }

    @Test(arguments: [
        ([UInt8]([0x30, 0]), "uncertain: name.mismatch"),
        ([4, 0], "rejected: cert.wrong-purpose cert.malformed"),
    ])
    func `with a SAN without names, the CN does not count`(san: [UInt8], strict: String) throws {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = CertificateRecipe.server(at: VerificationFixture.now).with {
            $0.subject = SubjectName(commonName: "example.com")
            $0.extraExtensions = [CertificateExtension("2.5.29.17", value: san)]
        }
        let verdict = try VerificationFixture.verdict(
            on: authority.chain(recipe), trusting: [authority.root], host: "example.com")
        #expect(verdict.strict.summary.hasPrefix(strict))
        #expect(verdict.browser != .accepted)
    }

    @Test func `any of several CNs counts`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let recipe = CertificateRecipe.server(at: VerificationFixture.now).with {
            $0.subject.commonNames = ["other.test", "example.com"].map { Array($0.utf8) }
        }
        let verdict = try VerificationFixture.verdict(
            on: authority.chain(recipe), trusting: [authority.root], host: "example.com")
        #expect(verdict.strict == .accepted)
        #expect(verdict.browser.summary == Self.refused)
    }

    static let alternativeNames = [
        san("example.com", "example.com"),
        san("EXAMPLE.com", "example.COM"),
        san("example.com", "example.com."),
        san("example.com", "www.example.com", strict: false),
        san("*.example.com", "www.example.com"),
        san("*.example.com", "example.com", strict: false),
        san("*.example.com", "a.www.example.com", strict: false),
        san("*.example.com", "xn--bcher-kva.example.com"),
        san("w*.example.com", "www.example.com", strict: false).with {
            $0.browser = "rejected: name.mismatch cert.malformed"
        },
        san("*.com", "example.com", strict: false).with {
            $0.browser = "rejected: name.mismatch cert.malformed"
        },
        san("example.com.", "example.com", strict: false).with {
            $0.browser = "rejected: name.mismatch cert.malformed"
        },
        san(".example.com", "www.example.com", strict: false).with {
            $0.browser = "rejected: name.mismatch cert.malformed"
        },
        san("www.example.com", ".example.com", strict: false),
        san("a.example.com", "example..com", strict: false),
        Row(
            names: [.rawDNS(Array("www.example.com\0.evil.test".utf8))], host: "www.example.com",
            strict: refused, browser: "rejected: name.mismatch cert.malformed"),
        Row(
            names: [.dns("other.test"), .dns("*.example.com")], host: "www.example.com",
            match: .requested(entry: "*.example.com")),
        Row(
            names: [.dns("www.example.com"), .dns("a..b")], host: "www.example.com",
            strict: "uncertain: cert.malformed", browser: "rejected: cert.malformed",
            match: .requested(entry: "www.example.com")),
    ]

    static let targets = [
        Row(
            names: [.dns("*.github.io")], host: "app.example.com", targets: ["foo.github.io"],
            browser: refused, match: .target(name: "foo.github.io", entry: "*.github.io"),
            finding: .targetNameOnly(name: "foo.github.io")),
        Row(
            names: [.dns("foo.github.io"), .dns("app.example.com")], host: "app.example.com",
            targets: ["foo.github.io"], match: .requested(entry: "app.example.com")),
        Row(
            names: [.dns("foo.example.net")], host: "app.example.com",
            targets: ["Foo.Example.NET."],
            browser: refused, match: .target(name: "foo.example.net", entry: "foo.example.net")),
        Row(
            names: [.dns("foo.example.net")], host: "app.example.com",
            targets: [".example.net", "", "bar.example.net"], strict: refused, browser: refused),
    ]

    static let commonNames = [
        Row(
            names: [], commonName: "example.com", host: "example.com", browser: refused,
            match: .requested(entry: "example.com"), finding: .commonNameOnly(name: "example.com")),
        Row(
            names: [], commonName: "*.example.com", host: "www.example.com", browser: refused,
            match: .requested(entry: "*.example.com")),
        Row(
            names: [], commonName: "example.com", host: "www.example.com", strict: refused,
            browser: refused),
        Row(
            names: [], commonName: "foo.example.net", host: "app.example.com",
            targets: ["foo.example.net"], browser: refused,
            match: .target(name: "foo.example.net", entry: "foo.example.net"),
            finding: .commonNameOnly(name: "foo.example.net")),
        Row(
            names: [.dns("other.test")], commonName: "example.com", host: "example.com",
            strict: refused, browser: refused),
        Row(
            names: [.ip([192, 0, 2, 1])], commonName: "example.com", host: "example.com",
            strict: "uncertain: name.mismatch", browser: refused),
        Row(
            names: [.email("a@example.com")], commonName: "example.com", host: "example.com",
            strict: "uncertain: name.mismatch", browser: refused),
        Row(
            names: [.ip([192, 0, 2, 1])], commonName: "other.test", host: "example.com",
            strict: refused, browser: refused),
    ]

    static let underscores = [
        Row(
            names: [.dns("a-b.example.com")], host: "a_b.example.com", browser: refused,
            match: .requested(entry: "a-b.example.com"),
            finding: .underscoreAsHyphen(name: "a_b.example.com")),
        Row(
            names: [.dns("*.example.com")], host: "a_b.example.com",
            match: .requested(entry: "*.example.com")),
        Row(
            names: [.dns("a_b.example.com")], host: "a_b.example.com",
            match: .requested(entry: "a_b.example.com")),
        Row(names: [.dns("a-b.test")], host: "a_b.test", strict: refused, browser: refused),
    ]

    static let addresses = [
        Row(
            names: [.ip([192, 0, 2, 1])], host: "192.0.2.1",
            match: .requested(entry: "192.0.2.1")),
        Row(names: [.ip([192, 0, 2, 1])], host: "192.0.2.2", strict: refused, browser: refused),
        Row(names: [.dns("192.0.2.1")], host: "192.0.2.1", strict: refused, browser: refused),
        Row(
            names: [], commonName: "192.0.2.1", host: "192.0.2.1", strict: refused,
            browser: refused),
        Row(
            names: [.ip([0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])],
            host: "2001:db8::1", match: .requested(entry: "2001:db8::1")),
    ]
}

extension NameVerdictTests.Row {
    func with(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
