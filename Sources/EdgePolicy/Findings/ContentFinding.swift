internal import OriginFacts

/// Findings about served content: different pages on the two ports, placeholders, and addresses
/// that disagree.
public enum ContentFinding: Hashable, Sendable {
    /// The plain and the TLS responses contain different pages.
    case differs(ContentDifference)
    /// A default virtual host or a placeholder responds on the TLS port.
    case placeholder(PlaceholderSite)
    case originsDisagree(count: Int)
}

extension ContentFinding {
    var id: String {
        switch self {
        case .differs: "content.differs"
        case .placeholder: "vhost.other-site"
        case .originsDisagree: "origins.disagree"
        }
    }

    /// Whether visitors would see a page of another site.
    var isOtherSite: Bool {
        switch self {
        case .differs, .placeholder: true
        case .originsDisagree: false
        }
    }

    var facts: FactValue {
        switch self {
        case .differs(let difference): difference.facts
        case .placeholder(let site): ["site": .text(site.rawValue)]
        case .originsDisagree(let count): ["results": .number(count)]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .differs(.body), .originsDisagree: []
        case .differs, .placeholder: [.serveSameSite(addresses: context.addresses)]
        }
    }
}

extension ContentDifference {
    fileprivate var facts: FactValue {
        switch self {
        case .status(let plain, let tls):
            ["differs": .text("status"), "plain": .number(plain), "tls": .number(tls)]
        case .redirect(let plain, let tls):
            [
                "differs": .text("redirect"), "plain": .optional(plain, FactValue.text),
                "tls": .optional(tls, FactValue.text),
            ]
        case .title(let plain, let tls):
            [
                "differs": .text("title"), "plain": .optional(plain, FactValue.text),
                "tls": .optional(tls, FactValue.text),
            ]
        case .body(let plain, let tls):
            ["differs": .text("body"), "plain": .number(plain), "tls": .number(tls)]
        }
    }
}

extension FindingCollector {
    /// Returns findings about placeholders and about differences between the two ports.
    func content(at seen: AddressObservation) -> [Found] {
        var found: [Found] = []
        if let placeholder = PlaceholderTable.recognise(seen, target: target) {
            found.append((.content(.placeholder(placeholder)), mode >= .full ? .warning : .info))
        }
        if let difference = ContentComparison.difference(seen, target: target) {
            found.append((.content(.differs(difference)), severity(of: difference)))
        }
        return found
    }

    private func severity(of difference: ContentDifference) -> Severity {
        switch difference {
        case .status, .redirect, .title: mode >= .full ? .warning : .info
        case .body: .info
        }
    }

    /// Returns a finding if the addresses send different certificates.
    func disagreement() -> [Finding] {
        let leaves = Set(considered.compactMap { $0.chain.first?.sha256 })
        guard leaves.count > 1 else { return [] }
        let addresses = considered.filter { !$0.chain.isEmpty }.map(\.address)
        return [
            Finding(
                .content(.originsDisagree(count: leaves.count)), severity: .info,
                addresses: addresses)
        ]
    }
}
