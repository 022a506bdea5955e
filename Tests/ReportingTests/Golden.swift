import Foundation
import Testing

/// Committed texts that outputs are held against. `RECORD_GOLDEN=1` writes them, and fails.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    static func expect(
        _ text: String, isAsIn name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        let committed = try? String(contentsOf: file, encoding: .utf8)
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record(
                "recorded \(name); run again without RECORD_GOLDEN", sourceLocation: sourceLocation)
        }
        let isSame = committed == text
        #expect(
            isSame, "\(name): \(difference(committed ?? "", text))", sourceLocation: sourceLocation)
    }

    /// The first line that differs.
    private static func difference(_ old: String, _ new: String) -> String {
        let (old, new) = (lines(old), lines(new))
        for index in 0..<max(old.count, new.count) {
            let was = index < old.count ? old[index] : "(end)"
            let found = index < new.count ? new[index] : "(end)"
            if was != found {
                return "line \(index + 1) was \(was.prefix(120)), is \(found.prefix(120))"
            }
        }
        return "line ends differ"
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    static func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }
}
