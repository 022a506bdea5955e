import Foundation
import OriginFacts
import Testing

@testable import EdgePolicy

/// `docs/modes.md` and `RouteTable` agree.
@Suite struct ModesDocumentTests {
    // swift-format-ignore
    private static let routes: [String: EdgeRoute] = [
        "plain":                      .plain,
        "TLS, any certificate":       .tls(.any),
        "TLS, validated certificate": .tls(.validated),
        "redirect to http":           .redirectToHTTP,
    ]

    /// Returns the cells of the table under a heading, without its header.
    private static func table(under heading: String) throws -> [[String]] {
        let document = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/modes.md")
        let lines = try String(contentsOf: document, encoding: .utf8).split(separator: "\n")
        let section = lines.drop { $0 != "## \(heading)" }.dropFirst().prefix {
            !$0.hasPrefix("## ")
        }
        return section.filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
            row.split(separator: "|").map { $0.filter { $0 != "`" }.trimming() }
        }
    }

    @Test func `the table of routes has one row for each mode, weakest first`() throws {
        let modes = try Self.table(under: "Routes").map(\.first)
        #expect(modes == EncryptionMode.allCases.sorted().map(\.rawValue))
    }

    @Test(arguments: EncryptionMode.allCases, VisitorScheme.allCases)
    func `each cell is the route the program takes`(
        mode: EncryptionMode, visitor: VisitorScheme
    ) throws {
        let row = try #require(Self.table(under: "Routes").first { $0.first == mode.rawValue })
        try #require(row.count == 3)
        let written = try #require(Self.routes[visitor == .http ? row[1] : row[2]])
        let route = RouteTable.route(mode, visitor: visitor, port: visitor.defaultPort)
        #expect(route == written)
    }

    @Test(arguments: [2053, 2083, 2087, 2096, 8443] as [UInt16])
    func `Flexible acts as Full on the https ports the document names`(port: UInt16) {
        let flexible = RouteTable.route(.flexible, visitor: .https, port: port)
        #expect(flexible == RouteTable.route(.full, visitor: .https, port: port))
    }
}

extension String {
    fileprivate func trimming() -> String {
        trimmingCharacters(in: .whitespaces)
    }
}
