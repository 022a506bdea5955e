/// Safe text in stretches of one tone each.
struct StyledText: Hashable {
    var spans: [Span]

    struct Span: Hashable {
        var text: TerminalText
        var tone: Tone
    }

    init(_ text: TerminalText, _ tone: Tone = .plain) {
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

    /// Columns of the longest word.
    var longestWord: Int {
        plainText.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
    }

    var width: Int {
        spans.reduce(0) { $0 + DisplayWidth.of($1.text.text) }
    }

    /// The same stretches with other text.
    func mapped(_ change: (String) -> TerminalText) -> StyledText {
        StyledText(
            spans: spans.map {
                Span(text: change($0.text.text), tone: $0.tone)
            })
    }

    /// Plain stretches in another tone.
    func toned(_ tone: Tone) -> StyledText {
        StyledText(
            spans: spans.map { Span(text: $0.text, tone: $0.tone == .plain ? tone : $0.tone) })
    }

    /// Spaces at the end would show where colours have a background.
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
