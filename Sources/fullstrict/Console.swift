internal import Glibc
internal import Reporting

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

    /// Writes a line to stderr.
    static func error(_ text: String) {
        write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: STDERR_FILENO)
    }

    /// How text on stdout should look.
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

    /// The locale's character set, by the order of setlocale(3).
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

    private static func write(_ all: [UInt8], to descriptor: Int32) {
        var bytes = all[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EPIPE, descriptor == STDOUT_FILENO { exit(128 + SIGPIPE) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
