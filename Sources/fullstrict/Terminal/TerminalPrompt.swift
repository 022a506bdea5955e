internal import Glibc
internal import OriginCheck

/// Prompts for a secret at the terminal.
enum TerminalPrompt {
    private static let longest = 1_024
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

    /// The terminal settings that a signal handler restores. Set only during a prompt.
    nonisolated(unsafe) private static var settings: termios?

    /// Reads a line without echo; nil if standard input is not a terminal. Always restores echo.
    static func secret(_ question: String) throws(OriginCheckError) -> String? {
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

    private static func line() throws(OriginCheckError) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < longest {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { break }
            if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        throw OriginCheckError(.unreadableInput, "no password was entered")
    }

    /// Restores echo, then gives the signal its usual effect. A handler may call tcsetattr, signal
    /// and raise (signal-safety(7)).
    private static let restore: @convention(c) (Int32) -> Void = { number in
        if var saved = settings { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
        signal(number, SIG_DFL)
        raise(number)
    }
}

extension PasswordSource {
    /// Uses the password file if there is one, otherwise a prompt at the terminal.
    init(fileOrTerminal path: String?) {
        self.init(path: path) { (file) throws(OriginCheckError) in
            try TerminalPrompt.secret("Password for \(TerminalText(untrusted: file).text): ")
        }
    }
}
