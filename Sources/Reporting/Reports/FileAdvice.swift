/// What to do about certificate files: words, a command to paste, configuration.
public struct FileAdvice: Hashable, Sendable {
    public var text: TerminalText
    /// Nil where no command does it.
    public var command: TerminalText?
    public var snippets: [Snippet]

    init(_ text: TerminalText, command: TerminalText? = nil, snippets: [Snippet] = []) {
        self.text = text
        self.command = command
        self.snippets = snippets
    }

    /// Whether the other has the same command; one is enough.
    func hasCommand(of other: FileAdvice) -> Bool {
        command != nil && command == other.command
    }

    /// Whether the other says all of it: the same, or what only leads to the same command.
    func isSaid(by other: FileAdvice) -> Bool {
        self == other || (hasCommand(of: other) && text.text.hasSuffix(":"))
    }

    /// `text`, `command` and `snippets`.
    var json: JSONValue {
        let head: JSONValue = ["text": .string(text.text), "command": .of(command?.text)]
        guard let snippets = Advice(text, snippets: snippets).json["snippets"] else { return head }
        return head.adding(["snippets": snippets])
    }
}
