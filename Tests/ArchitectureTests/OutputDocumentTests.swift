import Testing

/// `docs/output.md` lists what there is, all of it and nothing else.
@Suite struct OutputDocumentTests {
    /// The first cells of the rows under a heading that match a pattern.
    private func documented(under heading: String, _ pattern: Regex<Substring>) throws -> [String] {
        let file = try #require(Repository.committable.first { $0.path == "docs/output.md" })
        let lines = file.text.split(separator: "\n").drop { $0 != "## \(heading)" }.dropFirst()
        let rows = lines.prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("|") }
        return rows.compactMap { row in
            let cell = row.split(separator: "|").first.map { $0.filter { !" `".contains($0) } }
            return cell?.wholeMatch(of: pattern).map { String($0.output) }
        }
    }

    private func source(_ path: String) throws -> String {
        try #require(Repository.sources.first { $0.path == path }).text
    }

    @Test func `the findings are those the sources can name`() throws {
        let files = [
            "EdgePolicy/Findings/FindingKind.swift", "OriginFacts/Certificates/ChainVerdict.swift",
            "EdgePolicy/CertificateFiles/FileFinding.swift",
        ]
        let named = try files.flatMap { file in
            try source("Sources/\(file)").matches(of: /"([a-z0-9]+\.[a-z0-9-]+)"/).map {
                String($0.output.1)
            }
        }
        let irregular = try source("Sources/OriginFacts/Certificates/CertificateFacts.swift")
            .matches(of: /= "([a-z0-9-]+)"/).map { "cert.\($0.output.1)" }
        let listed = try documented(under: "Findings", /[a-z0-9]+\.[a-z0-9-]+/)
        #expect(Set(listed) == Set(named + irregular))
        #expect(irregular.count > 10)
        #expect(Set(listed).count == listed.count)
        #expect(listed.count > 70)
    }

    @Test func `the exit statuses are those the program ends with`() throws {
        let statuses = try source("Sources/fullstrict/Terminal/ExitStatus.swift")
            .matches(of: /case [a-zA-Z]+ = ([0-9]+)/).map { String($0.output.1) }
        #expect(try documented(under: "Exit status", /[0-9]+/) == statuses)
        #expect(statuses.count == 10)
    }
}
