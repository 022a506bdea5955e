/// A piece of configuration for one kind of server.
public struct Snippet: Hashable, Sendable {
    /// `nginx`, `Apache`, …
    public var server: TerminalText
    public var lines: [TerminalText]
    /// The command that tests and applies it; nil where there is none.
    public var reload: TerminalText?

    init(_ server: TerminalText, _ lines: [TerminalText], reload: TerminalText? = nil) {
        self.server = server
        self.lines = lines
        self.reload = reload
    }
}
