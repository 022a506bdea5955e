public import OriginFacts

/// One thing worth telling the owner of certificate files.
public struct FileFinding: Hashable, Sendable {
    public var kind: FileFindingKind
    public var severity: Severity
    /// The hosts it is about; empty when it is about all of them.
    public var hosts: [HostName]
    /// The address it was seen at; nil for what is in the files.
    public var address: IPAddress?
    /// What to do about it, first what helps most; empty when there is nothing to mend.
    public var remedies: [FileRemedy]

    public init(
        _ kind: FileFindingKind, severity: Severity, hosts: [HostName] = [],
        address: IPAddress? = nil, remedies: [FileRemedy] = []
    ) {
        self.kind = kind
        self.severity = severity
        self.hosts = hosts
        self.address = address
        self.remedies = remedies
    }

    /// The stable dotted id.
    public var id: String {
        kind.id
    }
}

/// Everything that can be found about certificate files, each with its facts; the words are Reporting's.
public enum FileFindingKind: Hashable, Sendable {
    // The files
    /// The key is not the one the leaf certifies: servers do not start with such a pair.
    case keyMismatch(file: String, key: KeyFacts, certificate: KeyFacts)
    /// Everybody on the machine may read an unencrypted key.
    case keyExposed(file: String)
    /// A CA stands where servers look for their own certificate.
    case leafNotFirst(first: String, leaf: String)
    /// Certificates of several servers; the leaf judged is the first, or the key's.
    case severalLeaves(others: [String])
    /// A form most web servers do not read as it is.
    case notPEM(container: String)

    // The chain
    case chainDefect(ChainDefect)
    /// The strict verdict is open on these.
    case chainUncertain(ChainDefect)
    case chainRemark(ChainFinding)

    // What is served
    /// Every connection shows another certificate.
    case notServed(ServedComparison)
    /// Some connections show the file's certificate, some another.
    case servedMixed(ServedComparison)
    /// The leaf is the file's, the issuers that are sent are not.
    case servedChainDiffers(ServedComparison)
    /// Nothing could be compared at that address.
    case servedNotSeen(ServedComparison)
    /// There was no address to compare with.
    case servedNowhere(name: String, port: UInt16, answer: DNSAnswer?)
}

extension FileFindingKind {
    /// The stable dotted id: part of the output format, and what `explain` takes.
    // swift-format-ignore
    public var id: String {
        switch self {
        case .keyMismatch:        "key.mismatch"
        case .keyExposed:         "key.permissions"
        case .leafNotFirst:       "chain.leaf-not-first"
        case .severalLeaves:      "chain.several-leaves"
        case .notPEM:             "file.not-pem"
        case .chainDefect(let defect), .chainUncertain(let defect): defect.id
        case .chainRemark(let remark): remark.id
        case .notServed:          "file.not-served"
        case .servedMixed:        "served.mixed"
        case .servedChainDiffers: "served.chain-differs"
        case .servedNotSeen, .servedNowhere: "served.not-seen"
        }
    }
}

/// How much a finding on certificate files matters in a mode. Findings on the chain weigh what they weigh
/// in a check of the host.
enum FileSeverityTable {
    // swift-format-ignore
    static func severity(of kind: FileFindingKind, in mode: EncryptionMode) -> Severity {
        let validates = mode >= .strict
        return switch kind {
        case .keyMismatch:        .error    // nginx, Apache, HAProxy do not start: 521 in every mode
        case .leafNotFirst:       .error    // the first certificate's key is another: as above
        case .keyExposed:         .warning
        case .severalLeaves:      .warning  // one is served, which may not be the one meant
        case .notPEM:             .warning  // IIS and Java read them; nginx and Apache do not start with them
        case .chainDefect:        validates ? .error : .info
        case .chainUncertain:     validates ? .warning : .info
        case .chainRemark(let remark): validates ? RemarkSeverityTable.severity(of: remark) : .info
        case .notServed, .servedMixed, .servedChainDiffers: .error
        case .servedNotSeen(let tally) where tally.refusal == .excludedByOption: .info
        case .servedNotSeen, .servedNowhere: .warning
        }
    }
}
