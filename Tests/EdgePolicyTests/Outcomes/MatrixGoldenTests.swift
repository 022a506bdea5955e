import EdgePolicy
import OriginFacts
import TestSupport
import Testing

@Suite struct `Golden matrix` {
    private static let settings = [
        ("with Always Use HTTPS", EdgeSettings(alwaysUseHTTPS: .on)),
        ("with HSTS", EdgeSettings(hsts: .on)),
    ]

    /// Every combination of sample, mode and visitor as text, so that a changed rule shows as a
    /// readable diff.
    @Test func `of all samples is as committed`() throws {
        var lines = [
            "# sample: off, flexible, full, strict, ssl-only (http https each); result; recommended"
        ]
        for sample in SampleCatalog.rows.map(\.sample) {
            let assessment = sample.assess()
            let recommended = assessment.recommendation.mode?.rawValue ?? "none"
            lines.append(sample.name)
            let cells = sample.cells()
            lines.append("    \(cells)")
            for (name, settings) in Self.settings where sample.cells(settings) != cells {
                lines.append("    \(name): \(sample.cells(settings))")
            }
            lines.append("    \(assessment.verdict.result.rawValue); \(recommended)")
            for finding in assessment.findings {
                lines.append("    \(finding.severity.rawValue) \(finding.id)")
            }
        }
        let text = lines.joined(separator: "\n") + "\n"
        try Golden.expect(text, isAsIn: "ModeMatrix.txt")
    }
}
