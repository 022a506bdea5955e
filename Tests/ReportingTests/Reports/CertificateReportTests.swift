import DataFormats
import EdgePolicy
import OriginFacts
import TestSupport
import Testing

@testable import Reporting

/// The reports of `cert check` and `cert show`, as text and as documents.
@Suite struct `Certificate report` {
    private static let certificates = Schema.read("certificate")
    private static let ladders = Schema.read("ladder")

    @Test(arguments: FileSample.all)
    func `reads as committed in every form`(sample: FileSample) throws {
        let ascii = TextStyle(symbols: .ascii)
        try Golden.expect(sample.report.text(ascii), isAsIn: "\(sample.name).txt")
        try Golden.expect(
            sample.report.text(ascii, detail: .quiet), isAsIn: "\(sample.name).quiet.txt")
        try Golden.expect(sample.report.document(), isAsIn: "\(sample.name).json")
    }

    @Test(arguments: FileSample.all + [FileSample.hostile])
    func `is described by its schema`(sample: FileSample) throws {
        let value = try JSONReader.value(of: Array(sample.report.document().utf8))
        #expect(SchemaValidator(root: Self.certificates).problems(value) == [])
    }

    /// Every defect and remark in one report.
    private var everything: CertificateReport {
        var verdict = ChainVerdict(
            strict: .rejected(FindingCatalog.defects), browser: .uncertain(FindingCatalog.defects))
        verdict.findings = FindingCatalog.remarks
        let nowhere = ServedObservation(
            target: .shop, dns: DNSFacts(name: "a", ipv4: .nameError, ipv6: .noData))
        var report = FileSample.stale.report
        report.assessment = FileJudge(FileSample.wrongKey.facts).assess(
            [(nil, verdict)], served: [nowhere])
        return report
    }

    @Test func `is described by its schema whatever is found`() throws {
        let value = try JSONReader.value(of: Array(everything.document().utf8))
        #expect(SchemaValidator(root: Self.certificates).problems(value) == [])
    }

    @Test func `has a schema that describes every field and refuses what is wrong`() throws {
        for schema in [Self.certificates, Self.ladders] {
            #expect(schema["$id"] != nil)
            #expect(Schema.undescribed(schema, at: "$") == [])
        }
        // swift-format-ignore
        let changes = [
            ("fullstrict.certificate/1", "fullstrict.certificate/2"), ("\"matches\": true", "\"matches\": 1"),
            ("\"outcome\": \"works\"", "\"outcome\": \"fine\""), ("\"files\"", "\"file\""),
        ]
        let text = FileSample.ready.report.document()
        for (old, new) in changes {
            let damaged = text.replacing(old, with: new)
            #expect(damaged != text)
            let value = try JSONReader.value(of: Array(damaged.utf8))
            #expect(SchemaValidator(root: Self.certificates).problems(value) != [], "\(old)")
        }
    }

    private var chainView: ChainReport {
        var chainView = ChainView(
            links: [.init(.leaf, isGiven: true), .init(.intermediate, isGiven: false)],
            strangers: [.expired], duplicates: ["CN=twice"])
        chainView.otherLeaves = [FileSample.older]
        let broken = ChainView(
            links: [.init(.leaf, isGiven: true)], missingIssuer: "CN=R12,O=Let's Encrypt,C=US")
        let refused = ServedAddress(
            .v4(0xCB00_710C), handshakes: [.failed(.failed(.refused), .notTested(.notReached))])
        return ChainReport(
            "shop.example.com:443", host: FileSample.shop,
            chains: [
                ChainReport.Chain(chainView, at: [Sample.first]),
                ChainReport.Chain(broken, at: [Sample.second]),
            ], unseen: [ServedComparison(refused, of: .shop)], at: Sample.now)
    }

    @Test func `of a host shows each chain with what is sent and what is not`() throws {
        try Golden.expect(chainView.text(TextStyle(symbols: .ascii)), isAsIn: "cert-show.txt")
        try Golden.expect(
            chainView.text(TextStyle(symbols: .ascii), detail: .verbose),
            isAsIn: "cert-show.verbose.txt")
        let document = chainView.document()
        try Golden.expect(document, isAsIn: "cert-show.json")
        let value = try JSONReader.value(of: Array(document.utf8))
        #expect(SchemaValidator(root: Self.ladders).problems(value) == [])
    }

    @Test(arguments: [40, 80, 200])
    func `is never wider than the style allows, and harmless`(width: Int) {
        let reports = FileSample.all.map(\.report) + [FileSample.hostile.report, everything]
        for report in reports {
            for symbols in TextStyle.SymbolSet.allCases {
                for detail in TextReport.Detail.allCases {
                    let style = TextStyle(symbols: symbols, width: width)
                    let text = report.text(style, detail: detail)
                    let wide = WideLine.faults(in: text, width: width)
                    #expect(wide.isEmpty, "\(wide.first ?? "")")
                    #expect(!text.contains(" \n") && !text.contains("\n\n\n"))
                    let bad = text.unicodeScalars.filter {
                        $0 != "\n" && !UnicodeSafety.isHarmless($0)
                    }
                    #expect(bad.isEmpty)
                }
            }
        }
    }

    @Test func `hides addresses where asked to`() {
        let redaction = Redaction(addresses: FileSample.stale.served.map(\.address))
        let report = FileSample.stale.report
        for text in [
            report.text(TextStyle(), redaction: redaction), report.document(redaction: redaction),
        ] {
            #expect(!text.contains("203.0.113."))
            #expect(text.contains("origin-3"))
        }
    }
}
