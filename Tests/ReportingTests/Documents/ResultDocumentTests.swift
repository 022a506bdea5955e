import DataFormats
import EdgePolicy
import OriginFacts
import Reporting
import TestSupport
import Testing

@Suite struct `Result document` {
    static let saved = ResultDocument.Options(includeDER: true)

    private func report(_ observation: OriginObservation) -> CheckReport {
        CheckReport(
            observation: observation, verdicts: [:],
            assessment: EdgeJudge.assess(observation, verdicts: [:], at: Sample.now), tool: .sample)
    }

    @Test(arguments: WireCatalog.observations.indices)
    func `gives back the observation that went in`(index: Int) throws {
        let observation = WireCatalog.observations[index]
        let line = ResultDocument.bytes(report(observation), Self.saved)
        let isSame = try ResultDocument.decode(line) == observation
        #expect(isSame)
        let pretty = ResultDocument.Options(includeDER: true, layout: .pretty)
        let isSamePretty =
            try ResultDocument.decode(ResultDocument.bytes(report(observation), pretty))
            == observation
        #expect(isSamePretty)
    }

    @Test(arguments: SampleCatalog.all)
    func `gives back every sample`(sample: Sample) throws {
        let bytes = ResultDocument.bytes(sample.report, Self.saved)
        let isSame = try ResultDocument.decode(bytes) == sample.observation
        #expect(isSame)
    }

    @Test(arguments: SampleCatalog.all)
    func `gives back all but the bytes of certificates when they are left out`(
        sample: Sample
    ) throws {
        let bytes = ResultDocument.bytes(sample.report)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("\"der\""))
        let back = try ResultDocument.decode(bytes)
        #expect(back.addresses.flatMap(\.chain).filter { !$0.der.isEmpty }.isEmpty)
        #expect(
            back.addresses.flatMap(\.chain).map(\.subject)
                == sample.observation.addresses.flatMap(\.chain).map(\.subject))
    }

    @Test(arguments: SampleCatalog.all.filter { $0.name != "hostile" })
    func `reads as committed`(sample: Sample) throws {
        let options = ResultDocument.Options(
            includeDER: sample.name == "degraded", layout: .pretty)
        try Golden.expect(
            ResultDocument.text(sample.report, options), isAsIn: "\(sample.name).json")
    }

    @Test func `begins with the key, then the schema`() {
        let text = ResultDocument.text(SampleCatalog.ready.report)
        let key = TargetKey(SampleCatalog.ready.target).hex
        #expect(text.hasPrefix("{\"key\":\"\(key)\",\"schema\":\"fullstrict.result/1\","))
        #expect(!text.contains("\n"))
    }

    @Test func `gives its key without the rest being read`() throws {
        let bytes = ResultDocument.bytes(SampleCatalog.ready.report)
        #expect(try ResultDocument.key(bytes) == TargetKey(SampleCatalog.ready.target).hex)
        let error = ErrorDocument.bytes(
            SkippedRecord(
                text: "x", line: 3, reason: "no host", key: TargetKey(high: 0, low: 255)))
        #expect(try ResultDocument.key(error)?.hasSuffix("00ff") == true)
        #expect(try ResultDocument.key(Array(#"{"schema":"x"}"#.utf8)) == nil)
    }

    // swift-format-ignore
    @Test(arguments: [
        (#""fullstrict.result\/1""#, #""fullstrict.result/2""#, "schema"),
        (#""outcome":"open""#,       #""outcome":"ajar""#,      "exchanges or origins"),
    ])
    func `refuses what it does not know`(old: String, new: String, why: String) {
        let text = ResultDocument.text(SampleCatalog.ready.report)
            .replacing(old.replacing("\\/", with: "/"), with: new)
        #expect(throws: DocumentError.self) { try ResultDocument.decode(Array(text.utf8)) }
    }

    @Test func `names the field that is wrong`() {
        let text = ResultDocument.text(SampleCatalog.ready.report)
        let ajar = text.replacing(#""outcome":"open""#, with: #""outcome":"ajar""#)
        #expect(
            throws: DocumentError.invalid(
                .unknownValue(field: "origins[0].tcp.http.outcome", value: "ajar"))
        ) {
            try ResultDocument.decode(Array(ajar.utf8))
        }
        let without = text.replacing(#""duration_ms":1412,"#, with: "")
        #expect(throws: DocumentError.invalid(.missing(field: "duration_ms"))) {
            try ResultDocument.decode(Array(without.utf8))
        }
        let early = text.replacing(#""duration_ms":1412,"#, with: #""duration_ms":"soon","#)
        #expect(
            throws: DocumentError.invalid(
                .wrongType(field: "duration_ms", expected: "a whole number in range"))
        ) { try ResultDocument.decode(Array(early.utf8)) }
    }

    // swift-format-ignore
    @Test(arguments: [
        (DocumentError.tooLarge(bytes: 99), "99 bytes"), (.invalid(.syntax(offset: 3, reason: "r")), "byte 3: r"),
        (.invalid(.missing(field: "a.b")), "a.b is missing"), (.invalid(.wrongType(field: "a", expected: "a list")), "a is not a list"),
        (.invalid(.unknownValue(field: "a", value: "\u{1B}")), #"\x1b"#), (.wrongSchema(found: "x"), "fullstrict.result/1"),
        (.redacted, "redacted"),
    ])
    func `says what is wrong with a document in one safe line`(error: DocumentError, part: String) {
        #expect(error.description.contains(part))
        #expect(error.description.unicodeScalars.filter { $0.value < 0x20 }.isEmpty)
    }

    @Test func `takes fields it does not know`() throws {
        let text = ResultDocument.text(SampleCatalog.ready.report, Self.saved)
            .replacing(#""tcp":{"#, with: #""weather":["fine",{}],"tcp":{"mood":null,"#)
        #expect(try ResultDocument.decode(Array(text.utf8)) == SampleCatalog.ready.observation)
    }

    /// Truncations and single-byte changes lead to an error or an observation, never to a crash.
    @Test func `survives damage`() {
        let bytes = ResultDocument.bytes(SampleCatalog.degraded.report, Self.saved)
        for length in stride(from: 0, to: bytes.count, by: 101) {
            #expect(throws: DocumentError.self) {
                try ResultDocument.decode(Array(bytes.prefix(length)))
            }
        }
        var random: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<300 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var damaged = bytes
            damaged[Int(random >> 33) % bytes.count] = UInt8(truncatingIfNeeded: random >> 24)
            _ = try? ResultDocument.decode(damaged)
        }
    }

    @Test func `of a redacted report cannot be read back`() {
        let report = SampleCatalog.degraded.report
        let options = ResultDocument.Options(
            includeDER: true, redaction: Redaction(report.observation))
        let bytes = ResultDocument.bytes(report, options)
        #expect(throws: DocumentError.redacted) { try ResultDocument.decode(bytes) }
    }

    @Test func `an error line says what, where and why`() {
        var input = SkippedRecord(text: "a\u{1B}[0m b", line: 7, reason: "two words")
        let bytes = ErrorDocument.bytes(input)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"schema":"fullstrict.error/1","input":"a\u001b[0m b","line":7,"error":"two words"}"#
        )
        input.text += " " + String(repeating: "long ", count: 40)
        let line = ErrorDocument.line(input, TextStyle(symbols: .ascii, width: 60))
        #expect(line.hasPrefix(#"? line 7: two words: a\x1b[0m b long "#), "\(line)")
        #expect(line.hasSuffix("...\n") && line.count <= 61)
    }

    @Test(arguments: ReportFormat.allCases)
    func `a scan writes whole lines in every form`(format: ReportFormat) {
        let options = ReportFormat.Options()
        let broken = format.record(of: SampleCatalog.degraded.report, options)
        #expect(broken.last == 0x0A)
        #expect(format.text(of: [SampleCatalog.degraded.report]).hasSuffix("\n"))
        let ready = format.record(of: SampleCatalog.ready.report, options)
        #expect(ready.isEmpty == (format == .text))
        let excluded = SkippedRecord(text: "x", line: 1, reason: "excluded", isExcluded: true)
        #expect(format.record(of: excluded, options).isEmpty == (format == .text))
        let invalid = SkippedRecord(text: "x y", line: 2, reason: "a space")
        #expect(format.record(of: invalid, options).last == 0x0A)
    }
}
