import Testing

/// Applies the rules about sources to every file.
@Suite struct SourceTreeTests {
    @Test func `the sources are found`() {
        #expect(Repository.sources.count > 90)
        #expect(Repository.committable.contains { $0.path == "Package.swift" })
    }

    @Test func `files and functions are short`() {
        expectNone { LengthRule.violations(in: $0.code, path: $0.path) }
    }

    @Test func `every exception to the length of a function is needed`() {
        let long = Repository.sources.flatMap { file in
            LengthRule.bodies(in: file.code)
                .filter { $0.length > LengthRule.linesOfFunction }
                .map { "\(file.path) \($0.name)" }
        }
        #expect(LengthRule.tables.subtracting(long) == [])
    }

    @Test func `nothing is unfinished and nothing can crash on input`() {
        expectNone { ForbiddenWords.violations(in: $0.code, of: $0.target) }
    }

    @Test func `declarations that other targets can see are documented`() {
        expectNone { DocumentationRule.violations(in: $0.code) }
    }

    @Test func `a file is named after a type in it or after its subject`() {
        let types = Dictionary(grouping: Repository.sources, by: \.target).mapValues { files in
            files.reduce(into: Set<String>()) { $0.formUnion(FileNameRule.types(in: $1.code)) }
        }
        expectNone {
            FileNameRule.violations(in: $0.code, file: $0.name, types: types[$0.target] ?? [])
        }
    }

    @Test func `folders are small and shallow, and tests mirror what they test`() {
        let paths = Repository.committable.map(\.path).filter {
            $0.hasSuffix(".swift") && ($0.hasPrefix("Sources/") || $0.hasPrefix("Tests/"))
        }
        #expect(paths.count > 300)
        #expect(FolderRule.violations(in: paths) == [])
    }

    @Test func `pages of documentation are wrapped at 100 columns`() {
        let pages = Repository.committable.filter { $0.path.hasSuffix(".md") }
        #expect(pages.count > 8)
        let found = pages.flatMap { page in
            PageRule.violations(in: page.text).map { "\(page): \($0)" }
        }
        #expect(found == [])
    }

    @Test func `no private key is committed`() {
        let found = Repository.committable.flatMap { file in
            PrivateKeyRule.violations(in: file.text, path: file.path).map { "\(file): \($0)" }
        }
        #expect(found == [])
    }

    private func expectNone(
        _ rule: (Repository.File) -> [String], _ location: SourceLocation = #_sourceLocation
    ) {
        let found = Repository.sources.flatMap { file in rule(file).map { "\(file): \($0)" } }
        #expect(found == [], sourceLocation: location)
    }
}
