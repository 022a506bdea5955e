public import OriginFacts

/// Which names a certificate covers, and which neighbours of them, that owners tend to expect, it does not.
public struct NameCoverage: Hashable, Sendable {
    /// DNS names and addresses of the SAN; the common names only when there is no SAN.
    public let covered: [String]
    /// `www` beside an apex, the apex beside `www` or below a wildcard, where not covered.
    public let notCovered: [String]

    /// The names of a certificate.
    public init(of certificate: CertificateFacts) {
        let dns: [String]
        switch certificate.subjectAltNames {
        case .absent: dns = certificate.commonNames.map { $0.lowercased() }
        case .present(let names, _, _): dns = names.map { $0.lowercased() }
        }
        let neighbours = dns.flatMap(NameCoverage.neighbours)
        var missing: [String] = []
        for name in neighbours where !missing.contains(name) {
            if !dns.contains(where: { NameCoverage.covers($0, name) }) { missing.append(name) }
        }
        covered = dns + certificate.subjectAltNames.addresses.map(\.description)
        notCovered = missing
    }

    private static func neighbours(of name: String) -> [String] {
        for prefix in ["www.", "*."] where name.hasPrefix(prefix) {
            let rest = String(name.dropFirst(prefix.utf8.count))
            return rest.contains(".") ? [rest] : []
        }
        return isLikelyApex(name) ? ["www." + name] : []
    }

    /// `example.com`, `example.co.uk`; a guess, for a remark only.
    private static func isLikelyApex(_ name: String) -> Bool {
        let labels = name.split(separator: ".")
        if labels.count == 2 { return true }
        return labels.count == 3 && labels[1].utf8.count <= 3 && labels[2].utf8.count == 2
    }

    /// Whether an entry covers a name: itself, or one label in the place of `*` (RFC 6125 section 6.4.3).
    private static func covers(_ entry: String, _ name: String) -> Bool {
        if entry == name { return true }
        guard entry.hasPrefix("*."), let dot = name.firstIndex(of: ".") else { return false }
        return entry.dropFirst() == name[dot...]
    }
}
