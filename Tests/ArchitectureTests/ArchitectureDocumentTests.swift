import Testing

/// The table of targets in `docs/architecture.md` is the one the import rule enforces, and names every
/// target there is.
@Suite struct ArchitectureDocumentTests {
    /// `OriginProbe` and what its row says it may import.
    private func rows() throws -> [(target: String, imports: Substring)] {
        let file = try #require(Repository.committable.first { $0.path == "docs/architecture.md" })
        let lines = file.text.split(separator: "\n").drop { $0 != "## Targets" }.dropFirst()
        let table = lines.prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("| `") }
        return table.flatMap { row in
            let cells = row.split(separator: "|")
            return cells[0].split(separator: " ").map {
                (String($0.filter { $0 != "`" }), cells[2])
            }
        }
    }

    @Test func `each row allows what the import rule allows, and no more`() throws {
        let libraries = ["COpenSSL", "CAres", "CIDN2"]
        let ours = libraries + ImportRule.allowed.keys
        for (target, cell) in try rows()
        where !libraries.contains(target) && target != "fullstrict" {
            let written = Set(cell.split { " ,".contains($0) }.map(String.init))
            let allowed = try #require(ImportRule.allowed[target], "\(target)")
            #expect(written.intersection(ours) == Set(allowed).intersection(ours), "\(target)")
            #expect(written.contains("SwiftNIO") == allowed.contains("NIOCore"), "\(target)")
        }
    }

    @Test func `every folder of the sources has its row`() throws {
        let folders = Set(
            Repository.committable.filter { $0.path.hasPrefix("Sources/") }.map(\.target))
        #expect(Set(try rows().map(\.target)) == folders)
    }
}
