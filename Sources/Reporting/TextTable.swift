/// Cells in rows; columns take what they need, the widest give way when room is short.
struct TextTable {
    var rows: [[StyledText]]
    /// Whether the first row is a heading.
    var hasHeader: Bool
    /// Whether the first column keeps its width when room is short: names are not broken.
    var keepsNames = false

    /// Columns between two cells.
    static let gap = 2

    init(header: [TerminalText]? = nil, rows: [[StyledText]]) {
        self.rows = (header.map { [$0.map { StyledText($0) }] } ?? []) + rows
        hasHeader = header != nil
    }

    /// The natural width of the whole.
    func naturalWidth() -> Int {
        let widths = TextTable.natural(rows)
        return widths.reduce(0, +) + TextTable.gap * max(0, widths.count - 1)
    }

    /// Column widths that fit into `total` columns.
    func widths(_ rows: [[StyledText]], in total: Int) -> [Int] {
        var widths = TextTable.natural(rows)
        let room = total - TextTable.gap * max(0, widths.count - 1)
        while widths.reduce(0, +) > room,
            let widest = widths.indices.dropFirst(keepsNames ? 1 : 0).max(by: {
                widths[$0] < widths[$1]
            }),
            widths[widest] > 2
        {
            widths[widest] -= 1
        }
        return widths
    }

    private static func natural(_ rows: [[StyledText]]) -> [Int] {
        let count = rows.map(\.count).max() ?? 0
        return (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
        }
    }
}
