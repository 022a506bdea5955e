import Testing

/// `docs/architecture.md` has a correct table of targets.
@Suite struct ArchitectureDocumentTests {
    private func table() throws -> [String: Set<String>] {
        let page = try #require(Repository.committable.first { $0.path == "docs/architecture.md" })
        return ImportRule.table(in: page.text)
    }

    private let targets = Dictionary(grouping: Repository.sources, by: \.target)

    @Test func `every target has a row, and every row a target`() throws {
        let folders = Repository.committable.filter { $0.path.hasPrefix("Sources/") }.map(\.target)
        #expect(Set(try table().keys) == Set(folders))
    }

    @Test func `no target imports what its row does not name, system modules included`() throws {
        let table = try table()
        let found = Repository.sources.flatMap { file in
            ImportRule.violations(in: file.code, of: file.target, table: table).map {
                "\(file): \($0)"
            }
        }
        #expect(found == [])
    }

    @Test func `every module in a row is imported`() throws {
        let table = try table()
        let unused = targets.flatMap { target, files in
            ImportRule.unused(files.map(\.code), of: target, table: table)
        }
        #expect(unused == [])
    }

    @Test func `only OpenSSL's targets and the prober import the C libraries`() throws {
        let table = try table()
        let importers = { (module: String) in
            table.filter { $0.value.contains(module) }.keys.sorted()
        }
        #expect(
            importers("COpenSSL") == [
                "CertificateForge", "ChainVerification", "OpenSSLSupport", "TLSEngine",
            ])
        #expect(importers("CAres") == ["OriginProbe"])
        #expect(importers("CIDN2") == ["OriginProbe"])
        #expect(importers("Foundation") == [])
    }
}
