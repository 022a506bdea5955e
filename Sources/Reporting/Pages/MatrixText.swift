internal import EdgePolicy

/// A matrix of origins × modes, as the lab shows it: each cell what visitors get, marked when it is not
/// what was expected.
public struct MatrixText: Sendable {
    public var rows: [MatrixRow]
    public var style: TextStyle

    /// A matrix in one style.
    public init(_ rows: [MatrixRow], style: TextStyle = TextStyle()) {
        self.rows = rows
        self.style = style
    }

    /// How many cells are not as expected.
    public var surprises: Int {
        rows.reduce(0) { $0 + $1.cells.count { !$0.isExpected } }
    }

    /// The matrix, a line an origin; then every surprise in words; ends with a count.
    public var text: String {
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
        let mark: Mark = surprises == 0 ? .good : .bad
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
        let mark: Mark = row.surprises.isEmpty ? .good : .bad
        let name = TerminalText(untrusted: row.id, limit: 28)
        let head = StyledText("\(mark.symbol(style.symbols)) ", mark.tone)
        return [head + StyledText(name, .strong)]
            + row.cells.map { StyledText(TerminalText(trusted: $0.text)) }
    }
}
