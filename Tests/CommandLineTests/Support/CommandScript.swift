import Foundation
import TestSupport

/// A text file of commands, each with its expected output and exit status.
///
///     $ explain nonsense
///     2 fullstrict: no explanation for 'nonsense'
///     2   fullstrict explain lists …
///     = 64
///
/// `1` and `2` begin complete lines of stdout and stderr. A trailing `…` matches any rest of the
/// line, and a line `1 …` matches any number of lines. `#` begins a comment.
struct CommandScript: Sendable, CustomStringConvertible {
    var arguments: [String]
    var output: [String] = []
    var errors: [String] = []
    var status: Int32 = 0
    /// The file and line of the command.
    var place: String

    var description: String { place }

    /// The commands in all files of the folder of scripts.
    static let all: [CommandScript] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Scripts")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".txt") }.sorted().flatMap { name in
            let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return parse(text ?? "", name: name)
        }
    }()

    /// Reads one file.
    static func parse(_ text: String, name: String) -> [CommandScript] {
        var scripts: [CommandScript] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let rest = String(line.dropFirst(2))
            switch line.first {
            case "$":
                scripts.append(
                    CommandScript(arguments: words(rest), place: "\(name):\(index + 1)"))
            case "1": scripts[scripts.count - 1].output.append(rest)
            case "2": scripts[scripts.count - 1].errors.append(rest)
            case "=": scripts[scripts.count - 1].status = Int32(rest) ?? -1
            default: continue
            }
        }
        return scripts
    }

    /// Splits a command at spaces, except within `'…'`.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        for (index, part) in text.split(separator: "'", omittingEmptySubsequences: false)
            .enumerated()
        {
            if index % 2 == 1 {
                words.append(String(part))
            } else {
                words += part.split(separator: " ").map(String.init)
            }
        }
        return words
    }

    /// Whether the printed lines match the expected ones.
    static func matches(_ printed: String, _ expected: [String]) -> Bool {
        var lines = printed.split(separator: "\n", omittingEmptySubsequences: false)[...]
        if lines.last == "" { lines.removeLast() }
        for (index, pattern) in expected.enumerated() {
            if pattern == "…" {
                guard index + 1 < expected.count else { return true }
                lines = lines.drop { !line($0, matches: expected[index + 1]) }
                continue
            }
            guard let next = lines.popFirst(), line(next, matches: pattern) else { return false }
        }
        return lines.isEmpty
    }

    private static func line(_ line: Substring, matches pattern: String) -> Bool {
        pattern.hasSuffix("…") ? line.hasPrefix(pattern.dropLast()) : line == pattern
    }
}
