import EdgePolicy
import Testing

@testable import Reporting

@Suite struct `Matrix of the lab` {
    private static func row(_ id: String, _ outcomes: [[String]], isExpected: Bool = true)
        -> MatrixRow
    {
        let cells = EncryptionMode.allCases.enumerated().map { index, mode in
            MatrixCell(
                mode: mode, https: outcomes[index % outcomes.count], http: outcomes[0],
                expected: "200 200", isExpected: isExpected || mode != .strict)
        }
        return MatrixRow(id: id, cells: cells)
    }

    static let rows: [MatrixRow] = [
        row("healthy", [["200"]]),
        row("loop", [["loop"], ["522-or-525"], ["unknown"], ["530/1016"]], isExpected: false),
        row("pool", [["200"], ["200", "526"]]),
        row(
            "a-very-long-identifier-of-an-origin\u{1B}[2J", EdgeError.allCases.map { [$0.rawValue] }
        ),
    ]

    @Test func `reads as committed`() throws {
        let text =
            MatrixText(Self.rows).text
            + MatrixText(Self.rows, style: TextStyle(symbols: .ascii)).text
        try Golden.expect(text, isAsIn: "matrix.txt")
    }

    @Test func `counts and names cells that are not as expected`() {
        #expect(MatrixText(Self.rows).surprises == 1)
        #expect(MatrixText(Self.rows).text.contains("loop, strict: 530 loop, expected 200 200."))
        let sound = MatrixText(Array(Self.rows.prefix(1)))
        #expect(sound.surprises == 0)
        #expect(sound.text.contains("✓ 1 origin, every cell as expected."))
    }

    @Test func `fits into the width`() {
        for width in [40, 60, 80] {
            let text = MatrixText(Self.rows, style: TextStyle(width: width)).text
            let wide = text.split(separator: "\n").filter { DisplayWidth.of(String($0)) > width }
            #expect(wide.isEmpty)
        }
    }
}
