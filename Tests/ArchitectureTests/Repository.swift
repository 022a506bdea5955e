import Foundation

/// The files of this repository.
enum Repository {
    /// The folder that holds `Package.swift`.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file with its path from the root.
    struct File: CustomStringConvertible {
        let path: String
        let text: String
        /// The source as code; empty for any file that is not Swift source.
        let code: CodeText

        /// The target, such as `OriginFacts` for `Sources/OriginFacts/Addresses/IPAddress.swift`.
        var target: String {
            path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        }

        /// The file's name without extension, such as `IPAddress` for the same path.
        var name: String {
            let last = path.split(separator: "/").last ?? ""
            return String(last.prefix { $0 != "." })
        }

        var description: String { path }
    }

    /// All Swift source files, by path.
    static let sources: [File] = committable.filter { isSource($0.path) }

    /// All files that could be committed, without build products and `.git`.
    static let committable: [File] = topLevel.flatMap { files(under: $0) }

    private static let topLevel: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path())) ?? []
        return names.filter { !$0.hasPrefix(".build") && $0 != ".git" && $0 != ".swiftpm" }.sorted()
    }()

    private static func files(under folder: String) -> [File] {
        let start = root.appending(path: folder)
        let below = (try? FileManager.default.subpathsOfDirectory(atPath: start.path())) ?? []
        let paths = below.isEmpty ? [folder] : below.sorted().map { "\(folder)/\($0)" }
        return paths.compactMap { path in
            guard let data = try? Data(contentsOf: root.appending(path: path)),
                data.count < 8_000_000
            else { return nil }
            let text = String(decoding: data, as: UTF8.self)
            return File(path: path, text: text, code: CodeText(isSource(path) ? text : ""))
        }
    }

    private static func isSource(_ path: String) -> Bool {
        path.hasPrefix("Sources/") && path.hasSuffix(".swift")
    }
}
