public import OriginFacts

/// A chain as it would be climbed, leaf first, and what else was given.
public struct CertificateLadder: Hashable, Sendable {
    /// One step.
    public struct Rung: Hashable, Sendable {
        public var certificate: CertificateFacts
        /// Whether it is in the files; else it is in the list of roots.
        public var isGiven: Bool

        /// A step.
        public init(_ certificate: CertificateFacts, isGiven: Bool) {
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
    public init(
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
    public var json: JSONValue {
        [
            "chain": .array(
                rungs.map { CertificateLadder.json($0.certificate, isGiven: $0.isGiven) }),
            "missing_issuer": .of(missingIssuer), "leaf_is_first": .bool(isLeafFirst),
            "other_leaves": .array(otherLeaves.map { CertificateLadder.json($0, isGiven: true) }),
            "strangers": .array(strangers.map { CertificateLadder.json($0, isGiven: true) }),
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
