public import EdgePolicy

/// A matrix of origins × modes, as the lab's demonstration shows it: each cell the outcome seen, marked
/// when it is not the one expected.
public struct MatrixText: Sendable {
    /// One origin.
    public struct Row: Hashable, Sendable {
        public var id: String
        /// A few words.
        public var summary: String
        public var expected: [EncryptionMode: Cell]
        /// Empty when nothing was seen yet.
        public var seen: [EncryptionMode: Cell]

        /// An origin with what it should give and what it gave.
        public init(
            id: String, summary: String, expected: [EncryptionMode: Cell],
            seen: [EncryptionMode: Cell] = [:]
        ) {
            self.id = id
            self.summary = summary
            self.expected = expected
            self.seen = seen
        }
    }

    /// What both kinds of visitors get in one mode.
    public struct Cell: Hashable, Sendable {
        public var https: EdgeOutcome
        public var http: EdgeOutcome

        /// Both outcomes.
        public init(https: EdgeOutcome, http: EdgeOutcome) {
            self.https = https
            self.http = http
        }

        /// What most visitors get by a prediction.
        public init(_ prediction: ModePrediction) {
            https = prediction.https.outcomes.first?.outcome ?? .unknown
            http = prediction.http.outcomes.first?.outcome ?? .unknown
        }
    }

    public var rows: [Row]
    public var style: TextStyle

    /// A matrix in one style.
    public init(_ rows: [Row], style: TextStyle = TextStyle()) {
        self.rows = rows
        self.style = style
    }

    /// How many cells are not as expected; a cell not seen yet does not count.
    public var surprises: Int {
        rows.reduce(0) { sum, row in
            sum + EncryptionMode.allCases.count { isSurprise(row, $0) }
        }
    }

    /// The matrix, two lines an origin: outcomes, then its summary; ends with a count.
    public var text: String {
        var canvas = TextCanvas(style: style)
        let header: [TerminalText] = ["ORIGIN"] + EncryptionMode.allCases.map(MatrixText.heading)
        canvas.table(TextTable(header: header, rows: rows.map(cells)))
        canvas.blank()
        for row in rows where !row.summary.isEmpty {
            canvas.paragraph(
                StyledText("\(row.summary)"), label: StyledText("\(row.id)  ", .strong), hang: 4)
        }
        canvas.blank()
        canvas.paragraph(StyledText("Each cell: https:// visitor, then http:// visitor."))
        canvas.paragraph(result)
        return canvas.text
    }

    private var result: StyledText {
        let seen = rows.filter { !$0.seen.isEmpty }.count
        if seen == 0 { return StyledText("Expected outcomes; nothing was looked at.") }
        let mark: Mark = surprises == 0 ? .good : .bad
        let head = StyledText("\(mark.symbol(style.symbols)) ", mark.tone)
        return surprises == 0
            ? head + "\(Wording.count(seen, "origin")) as expected."
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

    private func isSurprise(_ row: Row, _ mode: EncryptionMode) -> Bool {
        guard let seen = row.seen[mode] else { return false }
        return seen != row.expected[mode]
    }

    private func cells(_ row: Row) -> [StyledText] {
        let id = TerminalText(untrusted: row.id, limit: 24)
        return [StyledText(id, .strong)] + EncryptionMode.allCases.map { cell(row, $0) }
    }

    /// `521 200`; with what was expected when that is something else: `✗ 526 200 not 200 200`.
    private func cell(_ row: Row, _ mode: EncryptionMode) -> StyledText {
        guard let expected = row.expected[mode] else { return StyledText("-") }
        guard let seen = row.seen[mode] else { return StyledText(MatrixText.words(expected)) }
        let isExpected = seen == expected
        let mark: Mark = isExpected ? .good : .bad
        let head = StyledText("\(mark.symbol(style.symbols)) ", mark.tone)
        return isExpected
            ? head + MatrixText.words(seen)
            : head + "\(MatrixText.words(seen)) not \(MatrixText.words(expected))"
    }

    private static func words(_ cell: Cell) -> TerminalText {
        let (https, http) = (short(cell.https), short(cell.http))
        return https == http ? https : "\(https) \(http)"
    }

    private static func short(_ outcome: EdgeOutcome) -> TerminalText {
        switch outcome {
        case .passedThrough(let status): "\(status)"
        case .edgeError(.stalledHandshake): "522/5"
        case .edgeError(.originNameUnresolved): "530"
        case .edgeError(let error): TerminalText(trusted: error.rawValue)
        case .loop: "loop"
        case .unknown: "?"
        }
    }
}
