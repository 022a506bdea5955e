public import OriginFacts

/// The assessment of certificate files.
public struct FileAssessment: Hashable, Sendable {
    public var mode: EncryptionMode
    /// The outcomes, one for each requested host. Without hosts there is one outcome that has no
    /// host. Never empty.
    public var hosts: [HostOutcome]
    /// The comparisons with served certificates, one for each host and address; empty if none were
    /// made.
    public var served: [ServedComparison]
    /// The findings, most severe first.
    public var findings: [FileFinding]
    /// The result of the files alone in the judged mode.
    public var result: VerdictResult

    package init(
        mode: EncryptionMode, hosts: [HostOutcome], served: [ServedComparison],
        findings: [FileFinding], result: VerdictResult
    ) {
        self.mode = mode
        self.hosts = hosts
        self.served = served
        self.findings = findings
        self.result = result
    }

    /// The result of the files and the served certificates together. It determines the exit status.
    public var overall: VerdictResult {
        let states = served.filter { $0.refusal != .excludedByOption }.map(\.state)
        let isUnseen =
            states.contains(.notSeen)
            || findings.contains {
                if case .served(.nowhere) = $0.kind { true } else { false }
            }
        switch result {
        case .broken, .degraded: return result
        case .inconclusive, .ready, .warning:
            if states.contains(where: { [.other, .mixed, .otherChain].contains($0) }) {
                return .broken
            }
            return isUnseen ? .inconclusive : result
        }
    }

    /// Returns the worst outcome for https visitors over all hosts.
    public func worstOutcome(_ mode: EncryptionMode) -> FileOutcome {
        hosts.map { $0[mode] }.max { $0.rank < $1.rank } ?? .unknown
    }

    /// The time until which strict accepts the chain for all hosts; nil unless it accepts all of
    /// them.
    public var strictUntil: UnixTime? {
        let ends = hosts.compactMap(\.verdict.strictUntil)
        return ends.count == hosts.count ? ends.min() : nil
    }
}

/// The outcome for https visitors in one mode if a server used these certificate files, insofar as
/// the files determine it.
public enum FileOutcome: Hashable, Sendable {
    /// The mode does not use TLS to the origin.
    case notUsed
    /// The files do not prevent it.
    case works
    /// The edge refuses the certificate: 526 (developers.cloudflare.com, error-526).
    case refused
    /// The server does not start with these files, so the port refuses connections: 521.
    case serverFails
    case unknown

    /// Returns the outcome in a mode. nginx and Apache use the first certificate in the file as the
    /// server's own, and do not start if the key does not match it (nginx.org, ssl_certificate). In
    /// that case `startsUp` is false.
    public static func of(
        _ strict: ChainRuling, startsUp: Bool, in mode: EncryptionMode
    ) -> FileOutcome {
        guard startsUp else { return .serverFails }
        guard case .tls(let rule) = RouteTable.route(mode, visitor: .https, port: 443) else {
            return .notUsed
        }
        switch (rule, strict) {
        case (.any, _), (.validated, .accepted): return .works
        case (.validated, .rejected): return .refused
        case (.validated, .uncertain): return .unknown
        }
    }

    /// The rank of the outcome; worse outcomes have a higher rank.
    var rank: Int {
        switch self {
        case .notUsed: 0
        case .works: 1
        case .unknown: 2
        case .refused: 3
        case .serverFails: 4
        }
    }
}

/// The outcomes of the files for one host.
public struct HostOutcome: Hashable, Sendable {
    /// The host; nil if no name was requested.
    public var host: HostName?
    public var verdict: ChainVerdict
    /// The outcomes for https visitors in each mode, weakest mode first.
    public var modes: [FileOutcome]

    package init(host: HostName?, verdict: ChainVerdict, modes: [FileOutcome]) {
        self.host = host
        self.verdict = verdict
        self.modes = modes
    }

    public subscript(mode: EncryptionMode) -> FileOutcome {
        EncryptionMode.allCases.firstIndex(of: mode).map { modes[$0] } ?? .unknown
    }
}

/// The names that a certificate covers, and related names that owners tend to expect but that it
/// does not cover.
public struct NameCoverage: Hashable, Sendable {
    /// The DNS names and addresses in the SAN; the common names only if there is no SAN.
    public let covered: [String]
    /// The names not covered: `www` for an apex, or the apex for `www` or a wildcard.
    public let notCovered: [String]
    /// The `www` names that a wildcard covers but that are not listed themselves.
    public let coveredByWildcard: [String]
    /// A name two levels below the first wildcard, which covers only one level.
    public let tooDeep: String?

    /// Derives the coverage from a certificate.
    package init(of certificate: CertificateFacts) {
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

    /// Whether the name looks like an apex, such as `example.com` or `example.co.uk`. This
    /// heuristic is used for a remark only.
    private static func isLikelyApex(_ name: String) -> Bool {
        let labels = name.split(separator: ".")
        if labels.count == 2 { return true }
        return labels.count == 3 && labels[2].utf8.count == 2
            && ["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne"].contains(labels[1])
    }

    /// Whether an entry covers a name: it is the same name, or has `*` in place of one label (RFC
    /// 6125 section 6.4.3).
    private static func covers(_ entry: String, _ name: String) -> Bool {
        if entry == name { return true }
        guard entry.hasPrefix("*."), let dot = name.firstIndex(of: ".") else { return false }
        return entry.dropFirst() == name[dot...]
    }
}
