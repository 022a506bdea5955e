/// Safe text in spans, each with one tone.
struct StyledText: Hashable {
    var spans: [Span]

    struct Span: Hashable {
        var text: TerminalText
        var tone: TextRole
    }

    init(_ text: TerminalText, _ tone: TextRole = .plain) {
        spans = [Span(text: text, tone: tone)]
    }

    private init(spans: [Span]) {
        self.spans = spans
    }

    static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(spans: left.spans + right.spans)
    }

    static func + (left: StyledText, right: TerminalText) -> StyledText {
        left + StyledText(right)
    }

    /// The text without its tones.
    var plainText: String {
        spans.map(\.text.text).joined()
    }

    /// The width of the longest word in columns.
    var longestWord: Int {
        plainText.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
    }

    var width: Int {
        spans.reduce(0) { $0 + DisplayWidth.of($1.text.text) }
    }

    /// Returns the same spans with other text.
    func mapped(_ change: (String) -> TerminalText) -> StyledText {
        StyledText(
            spans: spans.map {
                Span(text: change($0.text.text), tone: $0.tone)
            })
    }

    /// Returns the text with plain spans in another tone.
    func toned(_ tone: TextRole) -> StyledText {
        StyledText(
            spans: spans.map { Span(text: $0.text, tone: $0.tone == .plain ? tone : $0.tone) })
    }

    /// The text without trailing spaces, which would be visible if colours have a background.
    var withoutTrailingSpaces: StyledText {
        var spans = spans
        while let last = spans.popLast() {
            let kept = last.text.text.reversed().drop { $0 == " " }.reversed()
            guard kept.isEmpty else {
                spans.append(Span(text: TerminalText(trusted: String(kept)), tone: last.tone))
                break
            }
        }
        return StyledText(spans: spans)
    }
}

/// The appearance of a text report, never its content.
public struct TextStyle: Hashable, Sendable {
    /// Whether to use ANSI colours; they never carry meaning alone.
    public var colour: Bool
    public var symbols: SymbolSet
    /// The maximum width of a line in columns, 40 to 80.
    public var width: Int

    /// The characters used for the marks.
    public enum SymbolSet: String, Hashable, Sendable, CaseIterable {
        case unicode
        /// Only ASCII characters are printed.
        case ascii
    }

    /// Creates a style; a width outside 40 to 80 is set to the nearer limit.
    public init(colour: Bool = false, symbols: SymbolSet = .unicode, width: Int = 80) {
        self.colour = colour
        self.symbols = symbols
        self.width = min(80, max(40, width))
    }
}

/// The role of a text span, which determines its colour if colours are on.
enum TextRole: Hashable, CaseIterable {
    case plain
    case strong
    case dim
    case good
    case caution
    case bad

    /// The SGR parameter (ECMA-48 section 8.3.117); nil for plain text.
    var parameter: String? {
        switch self {
        case .plain: nil
        case .strong: "1"
        case .dim: "2"
        case .good: "32"
        case .caution: "33"
        case .bad: "31"
        }
    }
}

/// The marks shown before a verdict, an outcome or a finding.
enum Symbol: Hashable, CaseIterable {
    case good
    case bad
    case warning
    case note
    case loop
    case unknown

    func symbol(_ symbols: TextStyle.SymbolSet) -> TerminalText {
        switch (self, symbols) {
        case (.good, .unicode): "✓"
        case (.bad, .unicode): "✗"
        case (.warning, .unicode): "!"
        case (.note, .unicode): "•"
        case (.loop, .unicode): "↻"
        case (.unknown, _): "?"
        case (.good, .ascii): "ok"
        case (.bad, .ascii): "FAIL"
        case (.warning, .ascii): "warn"
        case (.note, .ascii): "note"
        case (.loop, .ascii): "loop"
        }
    }

    var tone: TextRole {
        switch self {
        case .good: .good
        case .bad, .loop: .bad
        case .warning, .unknown: .caution
        case .note: .plain
        }
    }
}
