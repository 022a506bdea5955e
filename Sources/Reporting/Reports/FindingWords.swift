/// The words of one finding.
public struct FindingWords: Hashable, Sendable {
    /// A few words, for the heading.
    public var title: TerminalText
    /// The facts that prove it.
    public var saw: TerminalText
    /// What follows in the judged mode.
    public var means: TerminalText

    init(_ title: TerminalText, saw: TerminalText, means: TerminalText) {
        self.title = title
        self.saw = saw
        self.means = means
    }
}
