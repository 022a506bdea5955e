import ChainVerification
import EdgePolicy
import Foundation
import OpenSSLSupport
import OriginFacts
import OriginProbe
import Reporting
import Testing

/// Laws for the report on any origin: it is judged, its JSON is valid and reads back as the same
/// value, and its text contains no character that controls a terminal.
struct ReportLaws {
    private let judge: ChainJudge
    private let tool: ToolFacts

    init() throws {
        let roots = try #require(FuzzSeeds.roots)
        judge = try ChainJudge(library: LibraryContext(), strict: roots, browser: roots)
        let trust = TrustFacts(
            name: "fuzz", label: "fuzz", date: nil, sha256: "", count: roots.count)
        tool = ToolFacts(version: "0", ruleset: "0", openSSL: LibraryContext.version, trust: trust)
    }

    /// Judges and reports an observation, and returns the outcomes and findings as text. `place`
    /// names the case.
    func check(_ seen: ProbeResult, _ place: String) throws -> String {
        let report = report(seen)
        let bytes = ResultDocument.bytes(report, ResultDocument.Options(includeDER: true))
        #expect(throws: Never.self, "\(place)") {
            try JSONSerialization.jsonObject(with: Data(bytes))
        }
        #expect(try ResultDocument.decode(bytes) == seen.observation, "\(place)")
        let text = TextReport(report, detail: .verbose).text
        #expect(
            text.unicodeScalars.allSatisfy(Self.isPrinted), "\(place): \(text.debugDescription)")
        let outcomes = report.assessment.modes.flatMap { mode in
            VisitorScheme.allCases.flatMap { mode[$0].outcomes.map(\.outcome.id) }
        }
        #expect(outcomes.count >= 10)
        return (outcomes + report.assessment.findings.map(\.id)).joined(separator: " ")
    }

    private func report(_ seen: ProbeResult) -> CheckReport {
        let at = UnixTime(seconds: FuzzSeeds.now)
        let names = AcceptableNames(requested: seen.observation.target.host)
        let verdicts = seen.chains.mapValues { judge.judge($0, for: names, at: at) }
        return CheckReport(
            observation: seen.observation, verdicts: verdicts,
            assessment: EdgeJudge.assess(seen.observation, verdicts: verdicts, at: at), tool: tool)
    }

    /// Whether the scalar is a newline, or neither a control nor a format character (such as a bidi
    /// override).
    private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar == "\n"
        case .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        default: true
        }
    }
}
