package import DataFormats
public import EdgePolicy
public import OriginFacts

/// A chain as it would be climbed, leaf first, and what else was given.
public struct ChainView: Hashable, Sendable {
    /// One step.
    public struct Rung: Hashable, Sendable {
        public var certificate: CertificateFacts
        /// Whether it is in the files; else it is in the list of roots.
        public var isGiven: Bool

        package init(_ certificate: CertificateFacts, isGiven: Bool) {
            self.certificate = certificate
            self.isGiven = isGiven
        }
    }

    public var rungs: [Rung]
    /// The issuer found nowhere, as RFC 2253 text.
    public var missingIssuer: String?
    /// Certificates of the files that are no part of the chain.
    public var strangers: [CertificateFacts]
    /// Subjects of certificates that stand in the files more than once.
    public var duplicates: [String]
    /// Further certificates of servers.
    public var otherLeaves: [CertificateFacts]
    public var isLeafFirst: Bool

    /// A ladder; everything but the steps may be absent.
    package init(
        rungs: [Rung], missingIssuer: String? = nil, strangers: [CertificateFacts] = [],
        duplicates: [String] = []
    ) {
        self.rungs = rungs
        self.missingIssuer = missingIssuer
        self.strangers = strangers
        self.duplicates = duplicates
        otherLeaves = []
        isLeafFirst = true
    }

    /// The members of a document about the ladder.
    package var json: JSONValue {
        [
            "chain": .array(
                rungs.map { ChainView.json($0.certificate, isGiven: $0.isGiven) }),
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

/// What `cert show` says: the chain in files, or the chains a host shows.
public struct ChainReport: Sendable {
    /// One chain, and the addresses that show it; none when it is in files.
    public struct Chain: Sendable {
        public var addresses: [IPAddress]
        public var ladder: ChainView

        package init(_ ladder: ChainView, at addresses: [IPAddress] = []) {
            self.ladder = ladder
            self.addresses = addresses
        }
    }

    /// What was read: file names, or host and port.
    public var title: String
    /// The host; nil for files.
    public var host: HostName?
    public var chains: [Chain]
    /// Addresses that showed nothing.
    public var unseen: [ServedComparison]
    /// What the resolver said when there was no address at all.
    public var answer: DNSAnswer?
    /// "Days left" counts from here.
    public var time: UnixTime

    /// A report on chains.
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

    /// For people; no line is wider than the style allows.
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
            canvas.ladder(
                chain.ladder, at: time, isServed: host != nil, isVerbose: detail == .verbose)
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

    /// The document `fullstrict.ladder/1`.
    public func document(redaction: Redaction? = nil) -> String {
        let whole: JSONValue = [
            "schema": "fullstrict.ladder/1", "source": .string(title), "host": .of(host?.ascii),
            "judged_at": time.json,
            "chains": .array(
                chains.map { chain in
                    let head: JSONValue = ["origins": .of(chain.addresses.map(\.description))]
                    return head.adding(chain.ladder.json)
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
