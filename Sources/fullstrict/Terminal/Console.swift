internal import Glibc
internal import OriginCheck

/// Writes results to stdout and everything else to stderr.
enum Console {
    /// Writes a line to stdout. A closed pipe ends the run quietly, as with other Unix tools.
    static func output(_ text: String) {
        output(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }

    /// Writes bytes to stdout unchanged.
    static func output(_ bytes: [UInt8]) {
        write(bytes, to: STDOUT_FILENO)
    }

    /// Writes a file completely or not at all; `-` means stdout.
    static func write(_ bytes: [UInt8], to path: String) throws(OriginCheckError) {
        if path == "-" { return output(bytes) }
        try OutputFile.write(bytes, to: path)
    }

    /// Writes a line to stderr. Control characters are escaped, because messages repeat words from
    /// the command line.
    static func error(_ text: String) {
        errorWithoutNewline(text.hasSuffix("\n") ? text : text + "\n")
    }

    /// Writes text to stderr without a newline, for a prompt.
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

    /// Returns the style of text on stdout.
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

    /// Whether the locale's character set is UTF-8, following the precedence in setlocale(3).
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

    /// Returns the value of an environment variable; nil if it is not set.
    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func isSet(_ name: String) -> Bool {
        variable(name)?.isEmpty == false
    }

    /// Ends the run after output failed: quietly for a closed pipe, as with other Unix tools,
    /// otherwise with EX_CANTCREAT.
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
