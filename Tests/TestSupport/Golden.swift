import Foundation
package import Testing

/// Committed texts that an output must equal, in the folder `Golden` of a test target. With
/// `RECORD_GOLDEN=1`, the tests write these texts and fail.
package enum Golden {
    /// The error for a `caller` whose target has no folder `Golden`.
    package struct NoFolder: Error {
        package let caller: String
    }

    /// Compares a text with the committed file of this name.
    package static func expect(
        _ text: String, isAsIn name: String, caller: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = try folder(of: caller).appending(path: name)
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

    /// Returns the bytes of a committed file.
    package static func read(_ name: String, caller: String = #filePath) throws -> [UInt8] {
        Array(try Data(contentsOf: folder(of: caller).appending(path: name)))
    }

    /// Returns the nearest folder `Golden` above a test's file.
    private static func folder(of caller: String) throws -> URL {
        var parent = URL(filePath: caller).deletingLastPathComponent()
        while parent.lastPathComponent != "Tests", parent.path != "/" {
            let folder = parent.appending(path: "Golden")
            if FileManager.default.fileExists(atPath: folder.path) { return folder }
            parent.deleteLastPathComponent()
        }
        throw NoFolder(caller: caller)
    }

    /// Describes the first line that differs.
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
}
