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
        #expect(committed == text, "\(name) differs", sourceLocation: sourceLocation)
    }

    static func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }
}
