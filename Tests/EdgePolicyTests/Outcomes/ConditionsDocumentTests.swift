import EdgePolicy
import Foundation
import OriginFacts
import Testing

/// The table of conditions in `docs/modes.md` agrees with the policy.
@Suite struct ConditionsDocumentTests {
    /// The samples that represent each row of the document.
    // swift-format-ignore
    private static let samples: [String: [String]] = [
        "both ports healthy, public or Origin CA certificate":  ["healthy"],
        "443 refused, 80 answers":                              ["443 refused"],
        "443 silent, 80 answers":                               ["443 silent"],
        "80 refused, 443 answers":                              ["80 refused"],
        "80 silent, 443 answers":                               ["80 silent"],
        "no route":                                             ["network unreachable"],
        "CNAME target does not resolve":                        ["origin name does not exist"],
        "record points at Cloudflare":                          ["given address is the edge's"],
        "443 speaks plain HTTP":                                ["plain HTTP on 443"],
        "handshake reset, closed or refused by alert":          ["RST in the handshake", "FIN in the handshake", "no shared cipher"],
        "no version, suite or group in common":                 ["no shared cipher", "old version only"],
        "no suite in common but `DES-CBC3-SHA`, which could not be offered": ["3DES only", "3DES only, closes"],
        "server name not known to the origin (`unrecognized_name`)": ["unrecognized name"],
        "expired, not yet valid, self-signed, unknown root":    ["cert.expired", "cert.not-yet-valid", "trust.self-signed", "trust.unknown-root"],
        "chain incomplete":                                     ["chain.incomplete"],
        "wrong name":                                           ["name.mismatch"],
        "client certificate required, nginx style (400 after the handshake)": ["nginx wants a client certificate"],
        "client certificate required, TLS 1.2 alert":           ["client certificate required, TLS 1.2"],
        "client certificate required, TLS 1.3 alert":           ["client certificate required, TLS 1.3"],
        "connects, closes without a byte; malformed; header too large": ["empty answer on both"],
        "connects, never answers":                              ["never answers"],
        "broken HTTP/2":                                        ["broken HTTP/2"],
        "silent from here on every port":                       ["both silent"],
    ]

    /// Rows about redirects, content or names, which have tables of their own.
    private static let elsewhere: Set<String> = [
        "name missing, but the CNAME target's present", "CN only, no SAN",
        "Origin CA certificate for the right name",
        "chain out of order, extra or duplicate certificates, root sent",
        "redirects http to https on the same host",
        "the same, but `X-Forwarded-Proto: https` stops it",
        "redirects https to http on the same host", "port 80 and port 443 serve different sites",
    ]

    private static func rows() throws -> [[String]] {
        let document = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/modes.md")
        let lines = try String(contentsOf: document, encoding: .utf8).split(separator: "\n")
        let heading = "## What visitors get, by condition of the origin"
        return lines.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }
            .filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
                row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
    }

    /// Converts a cell such as `served`, `521 unless Always Use HTTPS` or `cannot tell` to an
    /// outcome.
    private static func outcome(_ cell: String) -> String {
        if cell.hasPrefix("served") { return "200" }
        if cell == "cannot tell" { return "unknown" }
        return String(cell.prefix { $0 != " " && $0 != ";" && $0 != "," })
    }

    @Test func `every row is a sample, or is held to by another table`() throws {
        let rows = Set(try Self.rows().compactMap(\.first))
        #expect(rows == Self.elsewhere.union(Self.samples.keys))
    }

    @Test(arguments: samples.keys.sorted())
    func `every cell is what the policy predicts`(condition: String) throws {
        let row = try #require(Self.rows().first { $0.first == condition })
        try #require(row.count == 5)
        let written = row.dropFirst().map(Self.outcome)
        for name in try #require(Self.samples[condition]) {
            let cells = try #require(
                SampleCatalog.rows.first { $0.sample.name == name }, "\(name)"
            ).sample.cells().split(separator: " ").map(String.init)
            // Modes weakest first, http before https: http in Full, https in Flexible, Full,
            // strict.
            #expect(written == [cells[4], cells[3], cells[5], cells[7]], "\(name)")
        }
    }
}
