package import DataFormats
public import EdgePolicy
public import OriginFacts

/// A chain in the order of its path, leaf first, and the other certificates that were given.
public struct ChainView: Hashable, Sendable {
    /// One certificate in the chain.
    public struct ChainLink: Hashable, Sendable {
        public var certificate: CertificateFacts
        /// Whether the certificate is in the files; otherwise it is in the list of roots.
        public var isGiven: Bool

        package init(_ certificate: CertificateFacts, isGiven: Bool) {
            self.certificate = certificate
            self.isGiven = isGiven
        }
    }

    public var links: [ChainLink]
    /// The issuer that was not found anywhere, as RFC 2253 text.
    public var missingIssuer: String?
    /// The certificates in the files that are not part of the chain.
    public var strangers: [CertificateFacts]
    /// The subjects of certificates that occur more than once in the files.
    public var duplicates: [String]
    /// Other server certificates.
    public var otherLeaves: [CertificateFacts]
    public var isLeafFirst: Bool

    /// Creates a chain view; everything except the links is optional.
    package init(
        links: [ChainLink], missingIssuer: String? = nil, strangers: [CertificateFacts] = [],
        duplicates: [String] = []
    ) {
        self.links = links
        self.missingIssuer = missingIssuer
        self.strangers = strangers
        self.duplicates = duplicates
        otherLeaves = []
        isLeafFirst = true
    }

    /// The members of a document that describe the chain.
    package var json: JSONValue {
        [
            "chain": .array(
                links.map { ChainView.json($0.certificate, isGiven: $0.isGiven) }),
            "missing_issuer": .of(missingIssuer), "leaf_is_first": .bool(isLeafFirst),
            "other_leaves": .array(otherLeaves.map { ChainView.json($0, isGiven: true) }),
            "strangers": .array(strangers.map { ChainView.json($0, isGiven: true) }),
            "duplicates": .of(duplicates),
        ]
    }

    private static func json(_ certificate: CertificateFacts, isGiven: Bool) -> JSONValue {
        let head: JSONValue = [
            "sha256": .string(certificate.sha256), "in": isGiven ? "file" : "store",
        ]
        return head.adding(certificate.json(includeDER: false))
    }
}

/// The report of `cert show`: the chain in files, or the chains that a host serves.
public struct ChainReport: Sendable {
    /// One chain and the addresses that serve it; the addresses are empty for a chain from files.
    public struct Chain: Sendable {
        public var addresses: [IPAddress]
        public var chainView: ChainView

        package init(_ chainView: ChainView, at addresses: [IPAddress] = []) {
            self.chainView = chainView
            self.addresses = addresses
        }
    }

    /// The source of the chains: file names, or host and port.
    public var title: String
    /// The host; nil for files.
    public var host: HostName?
    public var chains: [Chain]
    /// The addresses that served no chain.
    public var unseen: [ServedComparison]
    /// The resolver's answer if there was no address at all.
    public var answer: DNSAnswer?
    /// The moment from which "days left" is counted.
    public var time: UnixTime

    /// Creates a report on chains.
    package init(
        _ title: String, host: HostName? = nil, chains: [Chain], unseen: [ServedComparison] = [],
        at time: UnixTime
    ) {
        self.title = title
        self.host = host
        self.chains = chains
        self.unseen = unseen
        self.time = time
        answer = nil
    }

    /// Returns the report for people; no line is wider than the style allows.
    public func text(
        _ style: TextStyle, detail: TextReport.Detail = .normal, redaction: Redaction? = nil
    ) -> String {
        var canvas = TextCanvas(style: style, redaction: redaction)
        canvas.blank()
        canvas.paragraph(StyledText(TerminalText(untrusted: title, limit: 400), .strong))
        canvas.blank()
        for chain in chains {
            if !chain.addresses.isEmpty {
                canvas.paragraph(
                    StyledText("SENT BY \(Wording.addresses(chain.addresses, atMost: 8))", .strong))
            }
            canvas.chainView(
                chain.chainView, at: time, isServed: host != nil, isVerbose: detail == .verbose)
        }
        for comparison in unseen {
            canvas.paragraph(
                StyledText("\(comparison.address): \(FileWording.row(comparison))"),
                label: StyledText(Symbol.unknown.symbol(style.symbols), .caution) + " ", hang: 2)
        }
        if chains.isEmpty, unseen.isEmpty {
            let why = answer.map(Wording.words) ?? "no address"
            canvas.paragraph(
                StyledText("No address to connect to: \(why)."),
                label: StyledText(Symbol.unknown.symbol(style.symbols), .caution) + " ", hang: 2)
        }
        return canvas.trimmedText
    }

    /// Returns the document `fullstrict.chainView/1`.
    public func document(redaction: Redaction? = nil) -> String {
        let whole: JSONValue = [
            "schema": "fullstrict.ladder/1", "source": .string(title), "host": .of(host?.ascii),
            "judged_at": time.json,
            "chains": .array(
                chains.map { chain in
                    let head: JSONValue = ["origins": .of(chain.addresses.map(\.description))]
                    return head.adding(chain.chainView.json)
                }),
            "unseen": .array(
                unseen.map {
                    [
                        "address": .string($0.address.description),
                        "reason": .string(FileWording.row($0).text),
                    ]
                }),
        ]
        return JSONWriter.text(redaction?.apply(whole) ?? whole, layout: .pretty)
    }
}
