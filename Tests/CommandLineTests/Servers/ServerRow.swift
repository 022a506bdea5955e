import CertificateForge
import Foundation
import TestSupport
import Testing

/// One configuration of a real server, with the expected result.
struct ServerRow: Sendable, CustomTestStringConvertible {
    let title: String
    /// The outcomes for https visitors in Flexible, Full and Full (strict).
    let cells: String
    /// The id of the first error; nil if there is none.
    let finding: String?
    let start: @Sendable (Authority) throws -> ServerProgram

    var testDescription: String { title }

    init(
        _ title: String, _ cells: String, _ finding: String?,
        _ start: @escaping @Sendable (Authority) throws -> ServerProgram
    ) {
        self.title = title
        self.cells = cells
        self.finding = finding
        self.start = start
    }

    static let name = "shop.example.com"
    static let now = Int64(Date().timeIntervalSince1970)
    static let good = CertificateRecipe.server(name, at: now)
    static let otherName = CertificateRecipe.server("other.example.com", at: now)

    /// Starts the server, checks it and compares the result with the row.
    func test() async throws {
        let authority = try Authority(at: Self.now)
        let server = try start(authority)
        let roots = try server.endpoint.folder.write("roots.pem", authority.root.pem)
        let outcome = try await Tool.run(
            ["check", Self.name, "--json", "--add-ca", roots] + server.arguments)
        let seen = try ResultView(outcome.output)
        let found = ["flexible", "full", "strict"].map {
            seen.outcomes($0, "https").joined(separator: "+")
        }
        #expect(found.joined(separator: " ") == cells)
        #expect(seen.findings("error").first == finding)
    }
}
