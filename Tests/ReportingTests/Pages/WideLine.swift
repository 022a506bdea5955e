@testable import Reporting

/// What may be wider than a line: one argument of a command, or one word of configuration, never
/// anything that could have been broken.
enum WideLine {
    /// The lines wider than that which should not be.
    static func faults(in text: String, width: Int) -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            guard DisplayWidth.of(line) > width else { return false }
            let bare = line.drop { $0 == " " }
            let argument = bare.hasSuffix(" \\") ? bare.dropLast(2) : bare
            return ShellWrapping(of: String(argument), atMost: 0).list.count > 1
        }
    }
}
