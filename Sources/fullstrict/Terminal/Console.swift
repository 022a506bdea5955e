internal import Glibc
internal import OriginCheck

/// The terminal: results to stdout, everything else to stderr.
enum Console {
    /// Writes a line to stdout; a closed pipe ends the run quietly, as it ends any Unix tool.
    static func output(_ text: String) {
        output(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }

    /// Writes bytes to stdout as they are.
    static func output(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// Writes a file whole or not at all; `-` is stdout.
    static func write(_ bytes: [UInt8], to path: String) throws(OriginCheckError) {
        if path == "-" { return output(bytes) }
        try OutputFile.write(bytes, to: path)
    }

    /// Writes a line to stderr. Control characters are escaped: messages repeat words of the
    /// command line.
    static func error(_ text: String) {
        errorWithoutNewline(text.hasSuffix("\n") ? text : text + "\n")
    }

    /// The same without a newline, for a prompt.
    static func errorWithoutNewline(_ line: String) {
        var escaped = ""
        for scalar in line.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator:
                escaped += "\\u{\(String(scalar.value, radix: 16))}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        write(Array(escaped.utf8), to: STDERR_FILENO)
    }

    /// The style of text on stdout.
    static func style(_ colour: ColourChoice) -> TextStyle {
        TextStyle(
            colour: usesColour(colour), symbols: isUTF8 ? .unicode : .ascii, width: width)
    }

    /// Whether stdout is a terminal.
    static var isTerminal: Bool {
        isatty(STDOUT_FILENO) == 1
    }

    private static func usesColour(_ choice: ColourChoice) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto:
            isTerminal && !isSet("NO_COLOR") && !isSet("FULLSTRICT_NO_COLOR")
                && variable("TERM") != "dumb"
        }
    }

    /// Whether the locale's character set is UTF-8, by the precedence of setlocale(3).
    private static var isUTF8: Bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(variable).first { !$0.isEmpty } ?? ""
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }

    private static var width: Int {
        var size = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 80
        }
        return Int(size.ws_col)
    }

    /// An environment variable; nil when unset.
    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func isSet(_ name: String) -> Bool {
        variable(name)?.isEmpty == false
    }

    /// Ends the run after output failed: like any Unix tool for a closed pipe, with EX_CANTCREAT
    /// otherwise.
    private static func exit(after code: Int32) -> Never {
        if code == EPIPE { _exit(128 + SIGPIPE) }
        error("fullstrict: cannot write to standard output: \(String(cString: strerror(code)))")
        _exit(ExitStatus.cannotCreate.rawValue)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        guard let problem = DescriptorIO.write(bytes, to: descriptor).problem else { return }
        if descriptor == STDOUT_FILENO { exit(after: problem) }
    }
}
