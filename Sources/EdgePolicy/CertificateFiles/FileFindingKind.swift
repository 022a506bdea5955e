public import OriginFacts

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
    case notServed(ServedTally)
    /// Some connections show the file's certificate, some another.
    case servedMixed(ServedTally)
    /// The leaf is the file's, the issuers that are sent are not.
    case servedChainDiffers(ServedTally)
    /// Nothing could be compared at that address.
    case servedNotSeen(ServedTally)
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
