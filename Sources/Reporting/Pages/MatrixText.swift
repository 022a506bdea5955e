package import EdgePolicy

/// A matrix of origins × modes, as the lab shows it. Each cell shows the visitors' results, and
/// unexpected results are marked.
package struct MatrixText: Sendable {
    package var rows: [MatrixRow]
    package var style: TextStyle

    package init(_ rows: [MatrixRow], style: TextStyle = TextStyle()) {
        self.rows = rows
        self.style = style
    }

    /// The number of cells with unexpected results.
    package var surprises: Int {
        rows.reduce(0) { $0 + $1.cells.count { !$0.isExpected } }
    }

    /// The matrix with one line per origin, then a sentence for each unexpected result, and finally
    /// a count.
    package var text: String {
        var canvas = TextCanvas(style: style)
        let header: [TerminalText] = ["ORIGIN"] + EncryptionMode.allCases.map(MatrixText.heading)
        var table = TextTable(header: header, rows: rows.map(line))
        table.keepsNames = style.width >= 72
        canvas.table(table)
        canvas.blank()
        canvas.paragraph(
            StyledText(
                """
                Each cell: the https:// visitor, then the http:// visitor where that differs. \
                Addresses that differ are joined by +.
                """))
        for surprise in rows.flatMap(\.surprises) {
            canvas.paragraph(StyledText(TerminalText(untrusted: surprise, limit: 400)))
        }
        canvas.paragraph(result)
        return canvas.text
    }

    private var result: StyledText {
        let mark: Symbol = surprises == 0 ? .good : .bad
        let head = StyledText("\(mark.symbol(style.symbols)) ", mark.tone)
        return surprises == 0
            ? head + "\(Wording.count(rows.count, "origin")), every cell as expected."
            : head + "\(Wording.count(surprises, "cell")) not as expected."
    }

    private static func heading(_ mode: EncryptionMode) -> TerminalText {
        switch mode {
        case .off: "OFF"
        case .flexible: "FLEXIBLE"
        case .full: "FULL"
        case .strict: "STRICT"
        case .sslOnly: "SSL-ONLY"
        }
    }

    private func line(_ row: MatrixRow) -> [StyledText] {
        let mark: Symbol = row.surprises.isEmpty ? .good : .bad
        let name = TerminalText(untrusted: row.id, limit: 28)
        let head = StyledText("\(mark.symbol(style.symbols)) ", mark.tone)
        return [head + StyledText(name, .strong)]
            + row.cells.map { StyledText(TerminalText(trusted: $0.text)) }
    }
}

/// The results for both types of visitors from one origin in one mode.
package struct MatrixCell: Hashable, Sendable {
    package var mode: EncryptionMode
    /// The outcomes by their wire names, the most frequent first.
    package var https: [String]
    package var http: [String]
    /// The expected result in words for people; shown if the actual result differs.
    package var expected: String
    package var isExpected: Bool

    package init(
        mode: EncryptionMode, https: [String], http: [String], expected: String, isExpected: Bool
    ) {
        self.mode = mode
        self.https = https
        self.http = http
        self.expected = expected
        self.isExpected = isExpected
    }

    /// The text of the cell: `526`, `200 521`, `200+526`.
    var text: String {
        let sides = [https, http].map { $0.map(MatrixCell.short).joined(separator: "+") }
        return sides[0] == sides[1] ? sides[0] : sides.joined(separator: " ")
    }

    private static func short(_ outcome: String) -> String {
        switch outcome {
        case EdgeError.stalledHandshake.rawValue: "522/5"
        case EdgeError.originNameUnresolved.rawValue: "530"
        case EdgeOutcome.unknown.id: "?"
        default: outcome
        }
    }
}

/// One origin in a matrix, with a cell for each mode, weakest first.
package struct MatrixRow: Hashable, Sendable {
    package var id: String
    package var cells: [MatrixCell]

    package init(id: String, cells: [MatrixCell]) {
        self.id = id
        self.cells = cells
    }

    /// The unexpected results, one sentence each.
    var surprises: [String] {
        cells.filter { !$0.isExpected }.map {
            "\(id), \($0.mode.rawValue): \($0.text), expected \($0.expected)."
        }
    }
}
