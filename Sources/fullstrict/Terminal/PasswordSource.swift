internal import Reporting

/// Where passwords come from: a file, or whoever sits at the terminal. Never the command line, which
/// everybody on the machine could read.
struct PasswordSource {
    /// `--password-file`; `-` is standard input.
    let path: String?

    /// The first line of the password file, else what is typed in; nil when there is neither a file nor a
    /// terminal to ask at. `what` is what it opens.
    func text(for what: String) throws(CommandFailure) -> String? {
        guard let path else {
            let shown = TerminalText(untrusted: what).text
            return try TerminalPrompt.secret("Password for \(shown): ")
        }
        let bytes = try InputFile.readOrInput(path, limit: 4_096, what: "password file")
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: line, as: UTF8.self)
    }

    /// The hint of an error about a password: what was tried, or what could be.
    var hint: String {
        path == nil
            ? "name a file that holds its password: --password-file FILE"
            : "the first line of the password file is taken for the password"
    }
}
