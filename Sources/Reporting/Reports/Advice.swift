/// What to do, in words, with configuration where that truly helps.
public struct Advice: Hashable, Sendable {
    public var text: TerminalText
    public var snippets: [Snippet]

    init(_ text: TerminalText, snippets: [Snippet] = []) {
        self.text = text
        self.snippets = snippets
    }
}
