internal import Glibc
internal import Reporting

/// Asks at the terminal for something nobody else should see.
enum TerminalPrompt {
    private static let longest = 1_024
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

    /// What a signal handler needs to put the terminal right again; set only while a question is open.
    nonisolated(unsafe) private static var settings: termios?

    /// A line typed in without echo, without its end; nil when standard input is no terminal. Whatever
    /// ends the question, the echo is on again afterwards.
    static func secret(_ question: String) throws(CommandFailure) -> String? {
        var current = termios()
        guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &current) == 0 else { return nil }
        settings = current
        for number in signals { signal(number, restore) }
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &current)
            for number in signals { signal(number, SIG_DFL) }
            settings = nil
        }
        var silent = current
        silent.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0 else { return nil }
        Console.errorWithoutNewline(question)
        let typed = try line()
        Console.error("")
        return typed
    }

    private static func line() throws(CommandFailure) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < longest {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { break }
            if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        throw CommandFailure(.noInput, "no password was typed in")
    }

    /// Echo on again, then the signal's usual effect: tcsetattr, signal and raise may be called from a
    /// handler (signal-safety(7)).
    private static let restore: @convention(c) (Int32) -> Void = { number in
        if var saved = settings { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
        signal(number, SIG_DFL)
        raise(number)
    }
}

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
