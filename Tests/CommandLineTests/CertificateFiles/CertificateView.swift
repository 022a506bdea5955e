import Foundation

/// The parts of a `fullstrict.certificate/1` document that tests examine.
struct CertificateView {
    let status: Int32
    let errors: String
    private let document: [String: Any]

    init(_ outcome: Tool.Outcome) throws {
        status = outcome.status
        errors = outcome.errors
        let value = try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        document = value as? [String: Any] ?? [:]
    }

    var schema: String? { document["schema"] as? String }

    /// The findings as `error chain.incomplete`, most severe first.
    var findings: [String] {
        objects("findings").compactMap { finding in
            guard let severity = finding["severity"], let id = finding["id"] else { return nil }
            return "\(severity) \(id)"
        }
    }

    /// The findings except notes.
    var problems: [String] {
        findings.filter { !$0.hasPrefix("info ") }
    }

    /// Returns a member of the first finding with this id.
    func finding(_ id: String, _ member: String) -> Any? {
        objects("findings").first { $0["id"] as? String == id }?[member]
    }

    /// Returns the command that fixes the finding.
    func command(_ id: String) -> String? {
        (finding(id, "fix") as? [String: Any])?["command"] as? String
    }

    /// Returns the outcome in this mode.
    func outcome(_ mode: String) -> String? {
        objects("modes").first { $0["mode"] as? String == mode }?["outcome"] as? String
    }

    /// The comparison for each address, such as `127.0.0.1 same 8/8`.
    var served: [String] {
        objects("served").map { row in
            "\(row["address"] ?? "") \(row["state"] ?? "") \(row["same"] ?? "")/\(row["connections"] ?? "")"
        }
    }

    /// Whether the key matches; nil if that is unknown.
    var keyMatches: Bool? {
        (document["key"] as? [String: Any])?["matches"] as? Bool
    }

    var missingIssuer: String? { document["missing_issuer"] as? String }

    private func objects(_ member: String) -> [[String: Any]] {
        document[member] as? [[String: Any]] ?? []
    }
}
