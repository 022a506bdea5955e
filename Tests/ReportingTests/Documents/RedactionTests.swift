import OriginFacts
import Reporting
import TestSupport
import Testing

@Suite struct `A redacted report` {
    static let redaction = Redaction(SampleCatalog.degraded.observation)

    // swift-format-ignore
    @Test(arguments: [
        ("203.0.113.10",                         "origin-1"),
        ("203.0.113.10, 203.0.113.11.",          "origin-1, origin-2."),
        ("http://203.0.113.10:8080/x",           "http://origin-1:8080/x"),
        ("--resolve 203.0.113.10,203.0.113.11",  "--resolve origin-1,origin-2"),
        ("[::ffff:203.0.113.10]",                "[origin-1]"),
        ("::ffff:cb00:710a",                     "origin-1"),
        ("ec2-203-0-113-10.example.net",         "ec2-origin-1.example.net"),
        ("10.113.0.203.in-addr.arpa",            "origin-1"),
        ("203.0.113.1",                          "203.0.113.1"),
        ("203.0.113.100",                        "203.0.113.100"),
        ("1203.0.113.10",                        "1203.0.113.10"),
        ("203-0-113-101.example",                "203-0-113-101.example"),
        ("104.16.0.1",                           "104.16.0.1"),
        ("cafe: 12:30",                          "cafe: 12:30"),
        ("",                                     ""),
    ])
    func `replaces addresses in every spelling`(text: String, redacted: String) {
        #expect(Self.redaction.apply(text) == redacted)
    }

    @Test func `knows IPv6 however it is written`() {
        let redaction = Redaction(SampleCatalog.international.observation)
        for text in [
            "2001:db8:1234:5678:9abc:def0:1234:5601", "2001:0DB8:1234:5678:9ABC:DEF0:1234:5601",
        ] {
            #expect(redaction.apply("[\(text)]:443") == "[origin-1]:443")
        }
    }

    @Test func `hides the name that leads to the origin`() {
        let redaction = Redaction(SampleCatalog.international.observation)
        #expect(
            redaction.apply(
                "--connect-to Origin.Example.net, pool.example.net, xorigin.example.net")
                == "--connect-to origin-name-1, origin-name-2, xorigin.example.net")
    }

    @Test func `leaves the edge's own addresses`() {
        let redaction = Redaction(SampleCatalog.proxied.observation)
        #expect(redaction.apply("104.16.0.1 104.16.0.2") == "104.16.0.1 104.16.0.2")
    }

    @Test(arguments: SampleCatalog.all)
    func `leaves no address in any output`(sample: Sample) {
        let report = sample.report
        let redaction = Redaction(report.observation)
        let secrets = report.observation.addresses.filter {
            redaction.pseudonym(of: $0.address) != nil
        }.map(\.address.description)
        var outputs = TextReport.Detail.allCases.map {
            TextReport(report, detail: $0, redaction: redaction).text
        }
        outputs.append(
            ResultDocument.text(
                report, ResultDocument.Options(includeDER: true, redaction: redaction)))
        for output in outputs {
            for secret in secrets { #expect(!output.contains(secret)) }
            #expect(!output.contains("\"der\""))
        }
    }

    @Test func `is the same each time`() {
        let first = Redaction(SampleCatalog.degraded.observation)
        let second = Redaction(SampleCatalog.degraded.observation)
        #expect(first.pseudonym(of: Sample.second) == "origin-2")
        #expect(second.pseudonym(of: Sample.second) == "origin-2")
    }

    @Test func `does not let addresses be guessed from the key`() throws {
        let target = SampleCatalog.degraded.target
        let moved = target.with { $0.addressing = .given([.v4(1), .v4(2)]) }
        let key = try Self.key(of: SampleCatalog.degraded.observation)
        var observation = SampleCatalog.degraded.observation
        observation.target = moved
        observation.addresses = [.healthy(.v4(1)), .healthy(.v4(2))]
        #expect(key != TargetKey(target).hex)
        #expect(try Self.key(of: observation) == key)
    }

    private static func key(of observation: OriginObservation) throws -> String? {
        var report = SampleCatalog.degraded.report
        report.observation = observation
        let options = ResultDocument.Options(redaction: Redaction(observation))
        return try ResultDocument.key(ResultDocument.bytes(report, options))
    }

    @Test func `reads well in text`() throws {
        let report = SampleCatalog.degraded.report
        let text = TextReport(report, redaction: Redaction(report.observation)).text
        try Golden.expect(text, isAsIn: "degraded.redacted.txt")
    }
}
