@testable import Reporting

/// Text that may be wider than the line: one argument of a command, or one word of configuration,
/// but no text that could have been wrapped.
enum WideLine {
    /// Returns the wider lines that could have been wrapped.
    static func faults(in text: String, width: Int) -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            guard DisplayWidth.of(line) > width else { return false }
            let bare = line.drop { $0 == " " }
            let argument = bare.hasSuffix(" \\") ? bare.dropLast(2) : bare
            return ShellWrapping(of: String(argument), atMost: 0).list.count > 1
        }
    }
}
