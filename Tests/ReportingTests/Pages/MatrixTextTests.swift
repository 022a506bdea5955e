import EdgePolicy
import TestSupport
import Testing

@testable import Reporting

@Suite struct `Matrix of the lab` {
    private static func row(
        _ id: String, https: [String], http: [String], expected: String? = nil
    ) -> MatrixRow {
        MatrixRow(
            id: id,
            cells: EncryptionMode.allCases.map { mode in
                MatrixCell(
                    mode: mode, https: https, http: http, expected: expected ?? "",
                    isExpected: expected == nil)
            })
    }

    static let rows = [
        row("healthy", https: ["200"], http: ["200"]),
        row("loop", https: ["loop"], http: ["522-or-525"], expected: "200"),
        row("pool", https: ["200", "526"], http: ["unknown"]),
        row("client-certificate-tls13", https: ["530/1016"], http: ["1000"]),
    ]

    @Test func `reads as committed`() throws {
        let texts = TextStyle.SymbolSet.allCases.map {
            MatrixText(Self.rows, style: TextStyle(symbols: $0)).text
        }
        try Golden.expect(texts.joined(separator: "\n"), isAsIn: "matrix.txt")
    }

    @Test func `fits into the width`() {
        for width in [40, 60, 80] {
            let text = MatrixText(Self.rows, style: TextStyle(width: width)).text
            let wide = text.split(separator: "\n").filter { DisplayWidth.of(String($0)) > width }
            #expect(wide.isEmpty)
        }
    }

    @Test func `says of every cell that is not as expected what was expected`() {
        let text = MatrixText(Self.rows).text
        for mode in EncryptionMode.allCases {
            #expect(text.contains("loop, \(mode.rawValue): loop 522/5, expected 200."))
        }
        #expect(!text.contains("healthy,"))
    }
}
