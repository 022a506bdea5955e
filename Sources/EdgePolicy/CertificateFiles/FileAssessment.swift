public import OriginFacts

/// The assessment of certificate files.
public struct FileAssessment: Hashable, Sendable {
    public var mode: EncryptionMode
    /// One for each host asked for; one without a host when there was none. Never empty.
    public var hosts: [HostOutcome]
    /// What is served, one for each host and address; empty when it was not compared.
    public var served: [ServedComparison]
    /// Most severe first.
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

    /// The result of the files and of what is served together; the exit status follows from it.
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

    /// The worst outcome of https visitors over all hosts.
    public func worstOutcome(_ mode: EncryptionMode) -> FileOutcome {
        hosts.map { $0[mode] }.max { $0.rank < $1.rank } ?? .unknown
    }

    /// Until when strict accepts, over all hosts; nil unless it accepts for all.
    public var strictUntil: UnixTime? {
        let ends = hosts.compactMap(\.verdict.strictUntil)
        return ends.count == hosts.count ? ends.min() : nil
    }
}

/// What https visitors would get in one mode if a server used these certificate files, as far as
/// the files decide it.
public enum FileOutcome: Hashable, Sendable {
    /// The mode does not use TLS to the origin.
    case notUsed
    /// Nothing in the files prevents it.
    case works
    /// 526 (developers.cloudflare.com, error-526).
    case refused
    /// The server does not start with these files, so nothing answers: 521.
    case serverFails
    case unknown

    /// The outcome in a mode. nginx and Apache use the first certificate of the file as the
    /// server's own and do not start if the key does not match it (nginx.org, ssl_certificate):
    /// `startsUp` is then false.
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

    /// Worse outcomes have a higher rank.
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
    /// Nil when no name was asked for.
    public var host: HostName?
    public var verdict: ChainVerdict
    /// What https visitors would get, for each mode, weakest first.
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

/// The names a certificate covers, and the related names that owners tend to expect but that it
/// does not cover.
public struct NameCoverage: Hashable, Sendable {
    /// DNS names and addresses of the SAN; the common names only when there is no SAN.
    public let covered: [String]
    /// `www` of an apex and the apex of `www` or of a wildcard, where not covered.
    public let notCovered: [String]
    /// `www` names that a wildcard covers but that are not listed themselves.
    public let coveredByWildcard: [String]
    /// A name two levels below the first wildcard, which covers one level only.
    public let tooDeep: String?

    /// The names of a certificate.
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

    /// `example.com`, `example.co.uk`: a heuristic, used for a remark only.
    private static func isLikelyApex(_ name: String) -> Bool {
        let labels = name.split(separator: ".")
        if labels.count == 2 { return true }
        return labels.count == 3 && labels[2].utf8.count == 2
            && ["co", "com", "org", "net", "gov", "ac", "edu", "or", "ne"].contains(labels[1])
    }

    /// Whether an entry covers a name: itself, or one label in place of `*` (RFC 6125 section
    /// 6.4.3).
    private static func covers(_ entry: String, _ name: String) -> Bool {
        if entry == name { return true }
        guard entry.hasPrefix("*."), let dot = name.firstIndex(of: ".") else { return false }
        return entry.dropFirst() == name[dot...]
    }
}
