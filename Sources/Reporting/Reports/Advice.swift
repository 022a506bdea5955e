internal import EdgePolicy
internal import OriginFacts

/// Advice in words, with configuration if that is useful.
public struct Advice: Hashable, Sendable {
    public var text: TerminalText
    public var snippets: [Snippet]

    init(_ text: TerminalText, snippets: [Snippet] = []) {
        self.text = text
        self.snippets = snippets
    }
}

/// A finding that applies to several origins and is shown once.
struct FindingGroup {
    let id: String
    let severity: Severity
    let words: FindingWords
    var addresses: [IPAddress]
    /// The different observations at the origins; the first is `words.saw`.
    var sightings: [TerminalText]
    /// The first remedy of each finding in the group.
    private var firstRemedies: [Remedy]

    /// Groups findings with the same meaning, in order of first appearance.
    static func groups(_ findings: [Finding], _ wording: Wording) -> [FindingGroup] {
        var groups: [FindingGroup] = []
        for finding in findings {
            let words = wording.words(finding)
            if let index = groups.firstIndex(where: { $0.isSame(finding, words) }) {
                groups[index].add(finding, words)
            } else {
                groups.append(
                    FindingGroup(
                        id: finding.id, severity: finding.severity, words: words,
                        addresses: finding.addresses, sightings: [words.saw],
                        firstRemedies: Array(finding.remedies.prefix(1))))
            }
        }
        return groups
    }

    private func isSame(_ finding: Finding, _ other: FindingWords) -> Bool {
        id == finding.id && severity == finding.severity && words.title == other.title
    }

    private mutating func add(_ finding: Finding, _ words: FindingWords) {
        for address in finding.addresses where !addresses.contains(address) {
            addresses.append(address)
        }
        if !sightings.contains(words.saw) { sightings.append(words.saw) }
        firstRemedies += finding.remedies.prefix(1)
    }

    /// The distinct remedies, each for all origins in the group.
    var remedies: [Remedy] {
        var moved: [Remedy] = []
        for remedy in firstRemedies.map({ $0.moved(to: addresses) }) where !moved.contains(remedy) {
            moved.append(remedy)
        }
        return moved
    }
}

/// The text of one finding.
public struct FindingWords: Hashable, Sendable {
    /// A short title for the heading.
    public var title: TerminalText
    /// The facts that prove the finding.
    public var saw: TerminalText
    /// The consequences in the judged mode.
    public var means: TerminalText

    init(_ title: TerminalText, saw: TerminalText, means: TerminalText) {
        self.title = title
        self.saw = saw
        self.means = means
    }
}

extension Remedy {
    /// Returns the same remedy for other addresses; unchanged if it names none.
    // swift-format-ignore
    func moved(to at: [IPAddress]) -> Remedy {
        switch self {
        case .listen(let port, let scheme, _):     .listen(port: port, scheme: scheme, addresses: at)
        case .openPort(let port, _):               .openPort(port, addresses: at)
        case .allowCloudflareRanges:               .allowCloudflareRanges(addresses: at)
        case .fixRouting:                          .fixRouting(addresses: at)
        case .repairChain(let issuer, _):          .repairChain(missingIssuer: issuer, addresses: at)
        case .renewCertificate(let names, _):      .renewCertificate(names: names, addresses: at)
        case .installCertificate(let names, _):    .installCertificate(names: names, addresses: at)
        case .addName(let name, _):                .addName(name, addresses: at)
        case .enableTLS(let port, _):              .enableTLS(port: port, addresses: at)
        case .offerEdgeParameters:                 .offerEdgeParameters(addresses: at)
        case .answerServerName(let name, _):       .answerServerName(name, addresses: at)
        case .authenticatedOriginPulls:            .authenticatedOriginPulls(addresses: at)
        case .fixHTTPAnswer(let leg, _):           .fixHTTPAnswer(leg: leg, addresses: at)
        case .serveSameSite:                       .serveSameSite(addresses: at)
        case .withdrawAddress:                     .withdrawAddress(at)
        case .nameTheOrigin, .runOnTheOrigin, .alwaysUseHTTPS, .disableHTTP2ToOrigin,
             .trustForwardedProto, .removeRedirect, .renewWithoutPath, .fixDNS, .perHostRule, .weakerMode: self
        }
    }
}

/// The names that a request for an Origin CA certificate can contain, and the ones it cannot.
/// Allowed are domain names with at most one leading wildcard, but no addresses and no underscores
/// (developers.cloudflare.com/ssl/origin-configuration/origin-ca).
struct RequestableNames {
    /// The maximum number of names in a certificate.
    private static let most = 200

    private(set) var names: [String] = []
    private(set) var others: [String] = []

    /// Sorts the names into the two lists, without duplicates and in order; `none` means no name at
    /// all.
    init(_ names: [String]) {
        for name in names where name != "none" {
            if Self.isDomain(name), self.names.count < Self.most {
                if !self.names.contains(name) { self.names.append(name) }
            } else if !others.contains(name) {
                others.append(name)
            }
        }
    }

    private static func isDomain(_ name: String) -> Bool {
        let base = name.hasPrefix("*.") ? name.dropFirst(2) : name[...]
        let labels = base.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, base.utf8.count <= 251, labels.allSatisfy(isLabel) else {
            return false
        }
        return labels.last.map { !$0.utf8.allSatisfy(isDigit) } ?? false
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let isPlain = label.utf8.allSatisfy { byte in
            isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D
        }
        return isPlain && (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
            && !label.hasSuffix("-")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }
}
