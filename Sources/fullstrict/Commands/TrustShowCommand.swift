internal import ArgumentParser
internal import OpenSSLSupport
internal import OriginFacts
internal import Reporting

/// `fullstrict trust show`: which roots a verdict would rest on.
struct TrustShowCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Which roots verdicts rest on: date, count, hash.")

    @Option(
        help: ArgumentHelp("Roots: cloudflare, public, system, or only:FILE.", valueName: "list"))
    var trust: TrustChoice = .cloudflare

    @Option(
        name: .customLong("add-ca"), help: ArgumentHelp("Roots trusted as well.", valueName: "file")
    )
    var addedAuthorities: [String] = []

    func status() async throws -> ExitStatus {
        let facts = try TrustLoader(library: LibraryContext()).load(
            trust, adding: addedAuthorities
        ).facts
        let rows: [(String, String?)] = [
            ("list", facts.label), ("written", facts.date?.iso8601), ("roots", String(facts.count)),
            ("sha256", facts.sha256), ("file", TrustPaths.bundle ?? TrustPaths.system),
            ("note", facts.note),
        ]
        for case (let name, let value?) in rows {
            Console.output(name + String(repeating: " ", count: 10 - name.utf8.count) + value)
        }
        return .works
    }
}
