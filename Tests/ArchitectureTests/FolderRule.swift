/// The maximum number of files in a folder, the maximum depth of folders, and the rule that folders
/// of tests mirror folders of sources.
enum FolderRule {
    static let most = 25
    /// Folders of tests that have no counterpart in the sources.
    private static let free: Set<String> = [
        "Support", "Golden", "Scripts", "Samples", "Servers", "Library",
    ]
    /// The targets whose folders a test target mirrors, if they differ from the one it is named
    /// after.
    private static let tested = ["CommandLineTests": ["fullstrict", "OriginCheck"]]

    /// Returns violations. `paths` are the paths of all Swift files below `Sources` and `Tests`.
    static func violations(in paths: [String]) -> [String] {
        let folders = Dictionary(grouping: paths) { path in
            path.split(separator: "/").dropLast().map(String.init)
        }
        return folders.keys.sorted { $0.joined() < $1.joined() }.flatMap { folder in
            violations(in: folder, files: folders[folder]?.count ?? 0, folders: Set(folders.keys))
        }
    }

    private static func violations(
        in folder: [String], files: Int, folders: Set<[String]>
    ) -> [String] {
        let path = folder.joined(separator: "/")
        var found: [String] = []
        if files > most { found.append("\(path) holds \(files) files") }
        if folder.count > 4 { found.append("\(path) is too deep") }
        guard folder.count > 2, folder[0] == "Tests", !free.contains(folder[2]) else {
            return found
        }
        let targets = tested[folder[1]] ?? [String(folder[1].dropLast("Tests".count))]
        let isMirrored = targets.contains { target in
            folders.contains { $0.starts(with: ["Sources", target] + folder[2...]) }
        }
        if !isMirrored {
            found.append("\(path) mirrors no folder of \(targets.joined(separator: " or "))")
        }
        return found
    }
}
