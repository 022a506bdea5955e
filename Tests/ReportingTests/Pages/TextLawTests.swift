import DataFormats
import EdgePolicy
import OriginFacts
import Testing

@testable import Reporting

@Suite struct `Laws of text` {
    static let styles: [TextStyle] = [40, 80].flatMap { width in
        TextStyle.SymbolSet.allCases.map { TextStyle(symbols: $0, width: width) }
    }

    /// The samples, and one with every finding at once.
    static let reports: [CheckReport] =
        SampleCatalog.all.map(\.report)
        + [EncryptionMode.flexible, .strict].map { mode in
            var report = SampleCatalog.degraded.report
            report.assessment.verdict.mode = mode
            report.assessment.findings = FindingCatalog.kinds.enumerated().map { index, kind in
                Finding(
                    kind, severity: Severity.allCases[index % 3],
                    addresses: index.isMultiple(of: 2) ? [Sample.first] : [],
                    remedies: [FindingCatalog.remedies[index % FindingCatalog.remedies.count]])
            }
            report.assessment.recommendation.remedies = FindingCatalog.remedies
            return report
        }

    @Test(arguments: reports.indices)
    func `no line is wider than the style allows`(index: Int) {
        for style in Self.styles {
            for detail in TextReport.Detail.allCases {
                let text = TextReport(Self.reports[index], style: style, detail: detail).text
                let wide = WideLine.faults(in: text, width: style.width)
                #expect(wide.isEmpty, "\(style.width) \(detail): \(wide.first ?? "")")
                #expect(!text.contains("\n\n\n"))
                #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
                #expect(!text.contains(" \n"))
            }
        }
    }

    @Test(arguments: reports.indices)
    func `nothing but harmless characters is printed`(index: Int) {
        for detail in TextReport.Detail.allCases {
            let text = TextReport(Self.reports[index], detail: detail).text
            let bad = text.unicodeScalars.filter { $0 != "\n" && !UnicodeSafety.isHarmless($0) }
            #expect(bad.isEmpty)
            let ascii = TextReport(
                Self.reports[index], style: TextStyle(symbols: .ascii), detail: detail
            ).text
            #expect(ascii.utf8.filter { $0 >= 0x7F || ($0 < 0x20 && $0 != 0x0A) }.isEmpty)
        }
    }

    @Test(arguments: reports.indices)
    func `colour changes nothing but colour`(index: Int) {
        for detail in TextReport.Detail.allCases {
            let plain = TextReport(Self.reports[index], detail: detail).text
            let coloured = TextReport(
                Self.reports[index], style: TextStyle(colour: true), detail: detail
            ).text
            #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
            #expect(coloured != plain)
            #expect(
                coloured.ranges(of: "\u{1B}[0m").count * 2 == coloured.ranges(of: "\u{1B}[").count)
        }
    }

    @Test(arguments: SampleCatalog.all)
    func `the verdict comes first and the exit status last`(sample: Sample) throws {
        let lines = TextReport(sample.report).text.split(separator: "\n")
        let marks: Set<Character> = ["✓", "✗", "!", "?"]
        let verdict = try #require(
            lines.firstIndex { $0.dropFirst(2).first.map(marks.contains) ?? false })
        #expect(verdict <= 2)
        #expect(lines.last?.hasSuffix("exit \(sample.exitStatus).") ?? false)
    }

    @Test(arguments: SampleCatalog.all)
    func `quiet is one line`(sample: Sample) {
        let text = TextReport(sample.report, detail: .quiet).text
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test(arguments: SampleCatalog.all)
    func `every report answers the question about 521 and says where it was seen from`(
        sample: Sample
    ) {
        let text = TextReport(sample.report).text
        #expect(text.contains("Error 521: "))
        #expect(text.contains("Checked from here, not from Cloudflare."))
    }

    @Test func `the same finding on many origins is told once, with a count`() {
        var report = SampleCatalog.degraded.report
        let many = (1...40).map { IPAddress.v4(0xC633_6400 + $0) }
        let defect = ChainDefect.selfSigned(certificate: "CN=a")
        report.assessment.findings = many.map {
            Finding(
                .certificate(.defect(defect)), severity: .error, addresses: [$0],
                remedies: [.installCertificate(names: ["a"], addresses: [$0]), .runOnTheOrigin])
        }
        report.observation.addresses = many.map { .healthy($0) }
        let text = TextReport(report).text
        #expect(text.contains("1 PROBLEM\n"))
        #expect(text.contains("(all 40 origins)"))
        #expect(text.ranges(of: "Install a Cloudflare Origin CA certificate").count == 1)
        #expect(!text.contains("Run this on the origin"), "only the first remedy is the fix")
        report.assessment.findings.removeLast()
        #expect(TextReport(report).text.contains("and 36 more"))
    }

    @Test func `an IPv6 host stands in brackets before its port`() {
        var report = SampleCatalog.ready.report
        report.observation.target.host = .address(WireCatalog.address(1))
        #expect(TextReport(report).text.contains("  [2001:db8::1]:443 "))
        #expect(TextReport(report).text.contains("fullstrict") == false)
    }

    @Test func `a ready host gets a short report`() {
        let lines = TextReport(SampleCatalog.ready.report).text.split(separator: "\n")
        #expect(lines.count <= 16)
        #expect(!lines.contains { $0.contains("MODE") })
    }
}
