public import OriginFacts

/// Which names a certificate covers, and which neighbours of them, that owners tend to expect, it does not.
public struct NameCoverage: Hashable, Sendable {
    /// DNS names and addresses of the SAN; the common names only when there is no SAN.
    public let covered: [String]
    /// `www` beside an apex, the apex beside `www` or below a wildcard, where not covered.
    public let notCovered: [String]
    /// `www` names that a wildcard covers beside its apex, and that are not listed themselves.
    public let coveredByWildcard: [String]
    /// A name two levels below the first wildcard, which covers one level only.
    public let tooDeep: String?

    /// The names of a certificate.
    public init(of certificate: CertificateFacts) {
        let dns = certificate.dnsNames.map { $0.lowercased() }
        var missing: [String] = []
        for name in dns.flatMap(NameCoverage.neighbours) where !missing.contains(name) {
            if !dns.contains(where: { NameCoverage.covers($0, name) }) { missing.append(name) }
        }
        let wildcards = dns.filter { $0.hasPrefix("*.") }.map { String($0.dropFirst(2)) }
        covered = dns + certificate.subjectAltNames.addresses.map(\.description)
        notCovered = missing
        coveredByWildcard = wildcards.filter { dns.contains($0) && !dns.contains("www." + $0) }
            .map { "www." + $0 }
        tooDeep = wildcards.first.map { "a.b." + $0 }
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
        return labels.count == 3 && labels[2].utf8.count == 2
            && ["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne"].contains(labels[1])
    }

    /// Whether an entry covers a name: itself, or one label in the place of `*` (RFC 6125 section 6.4.3).
    private static func covers(_ entry: String, _ name: String) -> Bool {
        if entry == name { return true }
        guard entry.hasPrefix("*."), let dot = name.firstIndex(of: ".") else { return false }
        return entry.dropFirst() == name[dot...]
    }
}
