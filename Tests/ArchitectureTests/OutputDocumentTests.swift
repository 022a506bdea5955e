import Testing

/// `docs/output.md` lists all findings and exit statuses, and no others.
@Suite struct OutputDocumentTests {
    /// Returns the first cells of the rows under a heading, if they match a pattern.
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

    /// Returns the ids in the files of a folder, each with the names of the files that contain it.
    private func ids(in folder: String, _ pattern: Regex<(Substring, Substring)>) -> [String:
        [String]]
    {
        let files = Repository.sources.filter { $0.path.hasPrefix("Sources/\(folder)") }
        return files.reduce(into: [:]) { ids, file in
            for id in Set(file.text.matches(of: pattern).map { String($0.output.1) }) {
                ids[id, default: []].append(file.name)
            }
        }
    }

    /// Returns finding ids, each with the files that define it.
    private func defined() -> [String: [String]] {
        let id = /[:=]\s+"([a-z0-9]+\.[a-z0-9-]+)"/
        return ids(in: "EdgePolicy/Findings/", id)
            .merging(ids(in: "EdgePolicy/CertificateFiles/", id), uniquingKeysWith: +)
            .merging(
                ids(in: "OriginFacts/Certificates/ChainVerdict.swift", id), uniquingKeysWith: +
            )
            .merging(
                ids(in: "ChainVerification/Rules/", /"(cert\.[a-z0-9-]+)"/), uniquingKeysWith: +)
    }

    @Test func `the findings listed are those in the sources`() throws {
        let listed = try documented(under: "Findings", /[a-z0-9]+\.[a-z0-9-]+/)
        #expect(Set(listed) == Set(defined().keys))
        #expect(Set(listed).count == listed.count)
        #expect(listed.count > 70)
    }

    /// Every finding needs a row in EdgePolicy (or in ChainVerification, for a chain rule) and its
    /// text in Reporting.
    @Test func `a finding is written in one file and its words in one of Reporting`() {
        let explained = ids(in: "Reporting/", /"([a-z0-9]+\.[a-z0-9-]+)",/)
        for (id, files) in defined() {
            #expect(files.count == 1, "\(id) in \(files)")
            #expect(explained[id]?.count == 1, "\(id) in \(explained[id] ?? [])")
        }
        let subjects = defined().values.flatMap(\.self).filter { $0.hasSuffix("Finding") }
        for subject in Set(subjects) {
            let isExplained = Repository.sources.contains {
                $0.path == "Sources/Reporting/Explanations/\(subject).swift"
            }
            #expect(isExplained, "\(subject)")
        }
    }

    @Test func `the exit statuses listed are those in the sources`() throws {
        let statuses = try source("Sources/fullstrict/Terminal/ExitStatus.swift")
            .matches(of: /case [a-zA-Z]+ = ([0-9]+)/).map { String($0.output.1) }
        #expect(try documented(under: "Exit status", /[0-9]+/) == statuses)
        #expect(statuses.count == 10)
    }
}
