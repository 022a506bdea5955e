import EdgePolicy
import Testing

@testable import Reporting

@Suite struct `Matrix of the lab` {
    private static func cells(_ outcomes: [EdgeOutcome]) -> [EncryptionMode: MatrixText.Cell] {
        Dictionary(
            uniqueKeysWithValues: EncryptionMode.allCases.enumerated().map { index, mode in
                let https = outcomes[index % outcomes.count]
                return (mode, MatrixText.Cell(https: https, http: outcomes[0]))
            })
    }

    static let rows: [MatrixText.Row] = {
        let good = cells([.passedThrough(status: 200)])
        let loop = cells([.loop, .edgeError(.stalledHandshake), .unknown])
        let codes = cells(EdgeError.allCases.map { .edgeError($0) })
        return [
            MatrixText.Row(
                id: "healthy", summary: "serves on both ports", expected: good, seen: good),
            MatrixText.Row(id: "loop", summary: "redirects", expected: good, seen: loop),
            MatrixText.Row(
                id: "a-very-long-identifier-of-an-origin", summary: "\u{1B}[2J", expected: codes,
                seen: codes),
        ]
    }()

    @Test func `reads as committed`() throws {
        let text =
            MatrixText(Self.rows).text
            + MatrixText(Self.rows, style: TextStyle(symbols: .ascii)).text
        try Golden.expect(text, isAsIn: "matrix.txt")
    }

    @Test func `counts cells that are not as expected`() {
        #expect(MatrixText(Self.rows).surprises == 5)
        #expect(MatrixText(Array(Self.rows.prefix(1))).surprises == 0)
        #expect(MatrixText(Array(Self.rows.prefix(1))).text.contains("✓ 1 origin as expected."))
    }

    @Test func `fits into the width`() {
        for width in [40, 60, 80] {
            let text = MatrixText(Self.rows, style: TextStyle(width: width)).text
            let wide = text.split(separator: "\n").filter { DisplayWidth.of(String($0)) > width }
            #expect(wide.isEmpty)
        }
    }

    @Test func `shows what is expected before anything was looked at`() {
        let rows = Self.rows.map {
            MatrixText.Row(id: $0.id, summary: $0.summary, expected: $0.expected)
        }
        #expect(MatrixText(rows).text.contains("nothing was looked at"))
        #expect(MatrixText(rows).surprises == 0)
    }
}
