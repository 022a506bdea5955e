/// The marks before a verdict, an outcome or a finding.
enum Mark: Hashable, CaseIterable {
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

    var tone: Tone {
        switch self {
        case .good: .good
        case .bad, .loop: .bad
        case .warning, .unknown: .caution
        case .note: .plain
        }
    }
}
