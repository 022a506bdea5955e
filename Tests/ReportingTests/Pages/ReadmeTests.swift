import Foundation
import Testing

/// The README shows the program's current output.
@Suite struct ReadmeTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let readme = tests.appending(path: "../../README.md")
    private static let command =
        "$ fullstrict shop.example.com --resolve 203.0.113.10,203.0.113.11"

    /// Returns the report in the golden file, up to its notes.
    private func report() throws -> String {
        let file = Self.tests.appending(path: "Golden/degraded.txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        let shown = text.components(separatedBy: "\n").prefix { !$0.hasSuffix(" NOTES") }
        return shown.joined(separator: "\n").trimmingCharacters(in: .newlines)
    }

    @Test func `the sample is the beginning of a report`() throws {
        let text = try String(contentsOf: Self.readme, encoding: .utf8)
        let start = try #require(text.range(of: "```\n\(Self.command)\n\n"))
        let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
        let sample = start.upperBound..<end.lowerBound
        let expected = try report()
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try text.replacingCharacters(in: sample, with: expected)
                .write(to: Self.readme, atomically: true, encoding: .utf8)
        }
        #expect(text[sample] == expected)
        #expect(expected.split(separator: "\n").count > 20)
    }
}
