import DataFormats
import Foundation
import OriginFacts
import Testing

@testable import Reporting

@Suite struct `What cert fix says` {
    private static let schema: JSONValue = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/fix.schema.json")
        guard let data = try? Data(contentsOf: file),
            let value = try? JSONReader.value(of: Array(data))
        else { return .null }
        return value
    }()

    private func report(_ ruling: ChainRuling = .accepted) -> FixReport {
        let sources: [FixReport.Source] = [.file, .store, .url("http://ca.test/\u{1B}[2J.crt")]
        var report = FixReport(
            "full\nchain.pem", chain: sources.map { FixReport.Sent(.leaf, from: $0) },
            verdict: ChainVerdict(
                strict: ruling, browser: ruling,
                strictUntil: ruling == .accepted ? Sample.now : nil),
            at: Sample.now, trust: ToolFacts.sample.trust)
        report.dropped = FixReport.Reason.allCases.map { FixReport.Dropped(.intermediate, $0) }
        report.keyFiles = ["server\u{1B}.pem"]
        report.fetched = [
            FixReport.Fetch("http://a.test/x"),
            FixReport.Fetch("http://b.test/y", problem: "the server answered 404"),
        ]
        return report
    }

    static let rulings: [ChainRuling] =
        [.accepted] + FindingCatalog.defects.map { .rejected([$0]) }
        + [.uncertain(FindingCatalog.defects)]

    @Test(arguments: rulings)
    func `is described by its schema, and harmless on a terminal`(ruling: ChainRuling) throws {
        let report = self.report(ruling)
        let value = try JSONReader.value(of: Array(report.document.utf8))
        #expect(SchemaValidator(root: Self.schema).problems(value) == [])
        #expect(value["exit_status"] == .integer(Int64(report.exitStatus)))
        for symbols in [TextStyle.SymbolSet.unicode, .ascii] {
            let text = report.text(TextStyle(colour: false, symbols: symbols, width: 60))
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
            #expect(!text.contains("TerminalText"))
        }
    }

    @Test func `tells accepted, rejected and unknown apart`() throws {
        let rejected = FindingCatalog.defects[0]
        #expect(report().exitStatus == 0)
        #expect(report(.rejected([rejected])).exitStatus == 1)
        #expect(report(.uncertain([rejected])).exitStatus == 3)
        let style = TextStyle(colour: false, symbols: .unicode, width: 80)
        #expect(report().text(style).contains("Full (strict) accepts this chain until"))
        #expect(report(.rejected([rejected])).text(style).contains("would still get 526"))
    }
}
