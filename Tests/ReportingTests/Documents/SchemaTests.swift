import DataFormats
import EdgePolicy
import Foundation
import OriginFacts
import Testing

@testable import Reporting

@Suite struct `Schema` {
    static let results = Self.read("result")
    static let errors = Self.read("error")

    static func read(_ name: String) -> JSONValue {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/\(name).schema.json")
        guard let data = try? Data(contentsOf: file),
            let value = try? JSONReader.value(of: Array(data))
        else { return .null }
        return value
    }

    private func problems(_ report: CheckReport, _ options: ResultDocument.Options) throws
        -> [String]
    {
        let value = try JSONReader.value(of: ResultDocument.bytes(report, options))
        return SchemaValidator(root: Self.results).problems(value)
    }

    @Test(arguments: SampleCatalog.all)
    func `describes every sample`(sample: Sample) throws {
        let report = sample.report
        #expect(try problems(report, ResultDocument.Options()) == [])
        #expect(try problems(report, ResultDocument.Options(includeDER: true)) == [])
        let redacted = ResultDocument.Options(redaction: Redaction(report.observation))
        #expect(try problems(report, redacted) == [])
    }

    @Test(arguments: WireCatalog.observations.indices)
    func `describes every case on the wire`(index: Int) throws {
        let observation = WireCatalog.observations[index]
        let report = CheckReport(
            observation: observation, verdicts: [:],
            assessment: EdgeJudge.assess(observation, verdicts: [:], at: Sample.now), tool: .sample)
        #expect(try problems(report, ResultDocument.Options(includeDER: true)) == [])
    }

    @Test func `describes every finding`() throws {
        var report = SampleCatalog.ready.report
        let remedies = FindingCatalog.remedies
        report.assessment.findings = FindingCatalog.kinds.enumerated().map { index, kind in
            Finding(
                kind, severity: .error, addresses: [Sample.first],
                remedies: index.isMultiple(of: 5) ? [] : [remedies[index % remedies.count]])
        }
        report.assessment.recommendation.remedies = FindingCatalog.remedies
        let found = try problems(report, ResultDocument.Options())
        #expect(found == [], "\(found)")
    }

    @Test func `describes every ruling and remark`() throws {
        var report = SampleCatalog.ready.report
        let verdict = ChainVerdict(
            strict: .uncertain(FindingCatalog.defects), browser: .rejected(FindingCatalog.defects),
            anchor: .unknown, nameMatch: .target(name: "a", entry: "b"),
            findings: FindingCatalog.remarks)
        report.assessment.origins[0].chain = verdict
        #expect(try problems(report, ResultDocument.Options()) == [])
    }

    @Test func `describes every revocation status`() throws {
        var report = SampleCatalog.ready.report
        let statuses: [RevocationStatus] = [
            .good(until: Sample.now, source: "staple"), .good(until: nil, source: "staple"),
            .revoked(since: Sample.now, reason: .superseded, source: "http://crl.test/1"),
            .revoked(since: nil, reason: nil, source: "staple"), .unknown(FindingCatalog.doubts),
        ]
        var verdict = ChainVerdict(strict: .accepted, browser: .accepted, anchor: .publicRoot)
        verdict.revocation = statuses.map {
            CertificateRevocation(certificate: "CN=a", sha256: "00", isLeaf: true, status: $0)
        }
        report.assessment.origins[0].chain = verdict
        report.observation.prober.asksForStaple = true
        #expect(try problems(report, ResultDocument.Options()) == [])
        let text = ResultDocument.text(report, ResultDocument.Options())
        #expect(text.contains(#""revocation""#))
        #expect(
            !ResultDocument.text(SampleCatalog.ready.report, ResultDocument.Options())
                .contains(#""revocation""#))
        let back = try ResultDocument.decode(
            ResultDocument.bytes(report, ResultDocument.Options(includeDER: true)))
        #expect(back.prober.asksForStaple)
    }

    @Test(arguments: EdgeError.allCases)
    func `describes every edge error`(error: EdgeError) throws {
        var report = SampleCatalog.ready.report
        let outcome = WeightedOutcome(
            outcome: .edgeError(error), addresses: [], share: 1.0 / 3, basis: .community,
            trail: [
                WalkStep(scheme: .http, path: "/", route: .redirectToHTTPS, answer: .unknown),
                WalkStep(scheme: .http, path: "/", route: .tls(.any), answer: .edgeError(error)),
            ])
        report.assessment.verdict.deciding = [outcome]
        report.assessment.modes[0].https.outcomes = [outcome]
        #expect(try problems(report, ResultDocument.Options()) == [])
    }

    @Test(arguments: [1, nil] as [Int?], [TargetKey(high: 0, low: 255), nil])
    func `describes error lines`(line: Int?, key: TargetKey?) throws {
        let input = SkippedRecord(text: "?", line: line, reason: "no host", key: key)
        let bytes = ErrorDocument.bytes(input)
        let value = try JSONReader.value(of: bytes)
        #expect(SchemaValidator(root: Self.errors).problems(value) == [])
    }

    @Test func `describes what a list says besides the target`() throws {
        var report = SampleCatalog.ready.report
        report.input = ["customer": "A", "plan": ["tier": .integer(3)]]
        #expect(try problems(report, ResultDocument.Options()) == [])
        report.input = "A"
        #expect(try problems(report, ResultDocument.Options()) != [])
    }

    // swift-format-ignore
    @Test(arguments: [
        (#""schema":"fullstrict.result/1""#, #""schema":"fullstrict.result/9""#),
        (#""duration_ms":1412"#,             #""duration_ms":-1"#),
        (#""duration_ms":1412"#,             #""duration_ms":"1412""#),
        (#""duration_ms":1412,"#,            #""#),
        (#""outcome":"open""#,               #""outcome":"ajar""#),
        (#""outcome":"200""#,                #""outcome":"2000""#),
        (#""input":"#,                       #""inputs":"#),
        (#""ipv4_route":true"#,              #""ipv4_route":true,"weather":1"#),
    ])
    func `refuses a document that is wrong`(old: String, new: String) throws {
        let text = ResultDocument.text(SampleCatalog.ready.report)
        let damaged = text.replacing(old, with: new, maxReplacements: 1)
        #expect(damaged != text)
        let value = try JSONReader.value(of: Array(damaged.utf8))
        #expect(SchemaValidator(root: Self.results).problems(value) != [])
    }

    @Test func `describes every field and uses known keywords only`() {
        for schema in [Self.results, Self.errors] {
            #expect(schema["$id"] != nil)
            #expect(Self.undescribed(schema, at: "$") == [])
        }
    }

    static func undescribed(_ schema: JSONValue, at place: String) -> [String] {
        guard case .object(let members) = schema else { return [] }
        let unknown = members.filter { !SchemaValidator.keywords.contains($0.name) }
        var found = unknown.map { "\(place): keyword \($0.name)" }
        for keyword in ["properties", "$defs"] {
            guard case .object(let fields)? = schema[keyword] else { continue }
            for field in fields {
                if field.value["description"] == nil { found.append("\(place).\(field.name)") }
                found += undescribed(field.value, at: "\(place).\(field.name)")
            }
        }
        if let items = schema["items"] { found += undescribed(items, at: "\(place)[]") }
        return found
    }
}
