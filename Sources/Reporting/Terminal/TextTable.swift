/// Cells in rows. Columns have their natural width and are made narrower if space is short.
struct TextTable {
    var rows: [[StyledText]]
    /// Whether the first row is a heading.
    var hasHeader: Bool
    /// Whether the first column keeps its width if space is short, so that names are not broken.
    var keepsNames = false

    /// The number of empty columns between two cells.
    static let gap = 2

    init(header: [TerminalText]? = nil, rows: [[StyledText]]) {
        self.rows = (header.map { [$0.map { StyledText($0) }] } ?? []) + rows
        hasHeader = header != nil
    }

    /// Returns the natural width of the table.
    func naturalWidth() -> Int {
        let widths = TextTable.natural(rows)
        return widths.reduce(0, +) + TextTable.gap * max(0, widths.count - 1)
    }

    /// Returns column widths that fit into `total` columns. The column with the fewest cells to
    /// break becomes narrower first; words are broken only if that is not enough.
    func widths(_ rows: [[StyledText]], in total: Int) -> [Int] {
        var widths = TextTable.natural(rows)
        let room = total - TextTable.gap * max(0, widths.count - 1)
        var floors = [TextTable.longestWords(rows), widths.map { min($0, 2) }]
        if keepsNames, let name = widths.first {
            for index in floors.indices { floors[index][0] = name }
        }
        for floors in floors {
            while widths.reduce(0, +) > room,
                let column = TextTable.cheapest(rows, widths, floors: floors)
            {
                widths[column] -= 1
            }
        }
        return widths
    }

    /// Returns the column that breaks the fewest cells if it becomes narrower; on a tie, the widest
    /// one.
    private static func cheapest(
        _ rows: [[StyledText]], _ widths: [Int], floors: [Int]
    ) -> Int? {
        widths.indices.filter { widths[$0] > floors[$0] }.min { left, right in
            let costs = [left, right].map { column in
                rows.count { column < $0.count && $0[column].width >= widths[column] }
            }
            return (costs[0], widths[right]) < (costs[1], widths[left])
        }
    }

    private static func longestWords(_ rows: [[StyledText]]) -> [Int] {
        let count = rows.map(\.count).max() ?? 0
        return (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].longestWord : 0 }.max() ?? 0
        }
    }

    private static func natural(_ rows: [[StyledText]]) -> [Int] {
        let count = rows.map(\.count).max() ?? 0
        return (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
        }
    }
}
