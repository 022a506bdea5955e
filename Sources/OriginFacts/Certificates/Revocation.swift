/// The revocation status of one certificate in a path.
public struct CertificateRevocation: Hashable, Sendable {
    /// The subject as RFC 2253 text.
    public var certificate: String
    /// The SHA-256 of the DER in lower-case hex.
    public var sha256: String
    public var isLeaf: Bool
    /// Whether the certificate promises that its server always staples (RFC 7633, "must-staple").
    public var promisesStaple: Bool
    public var status: RevocationStatus

    package init(
        certificate: String, sha256: String, isLeaf: Bool, promisesStaple: Bool = false,
        status: RevocationStatus
    ) {
        self.certificate = certificate
        self.sha256 = sha256
        self.isLeaf = isLeaf
        self.promisesStaple = promisesStaple
        self.status = status
    }
}

extension CertificateRevocation {
    /// Whether a staple was promised and requested but not sent.
    public var lacksPromisedStaple: Bool {
        guard promisesStaple, case .unknown(let doubts) = status else { return false }
        return doubts.contains { $0.kind == .nothingStapled }
    }
}

/// Whether a certificate is revoked, according to the available evidence.
public enum RevocationStatus: Hashable, Sendable {
    /// The certificate is not revoked, according to evidence that is valid until the given time.
    case good(until: UnixTime?, source: String)
    /// The certificate is revoked; `reason` is nil if none was given.
    case revoked(since: UnixTime?, reason: RevocationReason?, source: String)
    /// No evidence determines the status. The doubts are in the order the evidence was checked and
    /// never empty.
    case unknown([RevocationDoubt])
}

/// The reason a certificate was revoked (CRLReason, RFC 5280 section 5.3.1).
public enum RevocationReason: String, Hashable, Sendable, CaseIterable {
    case unspecified
    case keyCompromise = "key-compromise"
    case authorityCompromise = "ca-compromise"
    case affiliationChanged = "affiliation-changed"
    case superseded
    case cessationOfOperation = "cessation-of-operation"
    /// The certificate is suspended; the suspension may be lifted.
    case certificateHold = "certificate-hold"
    /// The certificate is no longer on hold, or it has expired. Used only in delta lists.
    case removedFromList = "remove-from-crl"
    case privilegeWithdrawn = "privilege-withdrawn"
    case attributeAuthorityCompromise = "aa-compromise"

    /// Creates the reason with the given number; `unspecified` for a number that RFC 5280 does not
    /// list.
    package init(code: Int) {
        self =
            switch code {
            case 1: .keyCompromise
            case 2: .authorityCompromise
            case 3: .affiliationChanged
            case 4: .superseded
            case 5: .cessationOfOperation
            case 6: .certificateHold
            case 8: .removedFromList
            case 9: .privilegeWithdrawn
            case 10: .attributeAuthorityCompromise
            default: .unspecified
            }
    }
}

/// The reason a piece of evidence does not determine whether a certificate is revoked.
public struct RevocationDoubt: Hashable, Sendable {
    public var kind: Kind
    /// The source of the evidence: `staple`, a URL, `crls[0]`; empty if there was none.
    public var source: String
    /// Details of the doubt; may be empty.
    public var detail: String

    package init(_ kind: Kind, source: String = "", detail: String = "") {
        self.kind = kind
        self.source = source
        self.detail = detail
    }

    /// The type of doubt. The raw value is part of the output format.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The server sent no staple.
        case nothingStapled = "nothing-stapled"
        /// The observation was made without requesting a staple.
        case notAsked = "not-asked"
        /// The certificate names no list that can be fetched.
        case noDistributionPoint = "no-distribution-point"
        /// None of the given lists was issued by the certificate's issuer.
        case noList = "no-list"
        case notFetched = "not-fetched"
        /// The evidence exceeds a limit: 16 MiB per list, 64 KiB per staple, 8 lists per chain.
        case tooLarge = "too-large"
        case unreadable
        /// The form of the evidence breaks RFC 5280 section 5 or RFC 6960 section 4.2.
        case malformed
        case badSignature = "bad-signature"
        /// The signer is not authorised by the issuer (cRLSign, OCSPSigning).
        case notAuthorized = "not-authorized"
        case notYetCurrent = "not-yet-current"
        case outdated
        /// The evidence does not cover certificates of this type, or covers only some of them.
        case outOfScope = "out-of-scope"
        /// The evidence uses a feature that this program does not evaluate: delta and indirect
        /// lists, unknown critical extensions.
        case unsupported
        /// The responder returned an error, or does not know the certificate.
        case responderUnsure = "responder-unsure"
    }
}

extension RevocationDoubt {
    /// Whether evidence was found but is unusable.
    public var isAboutEvidence: Bool {
        switch kind {
        case .nothingStapled, .notAsked, .noDistributionPoint, .noList: false
        default: true
        }
    }
}

/// The evidence for judging revocation. It is kept separate from the chain because the edge is not
/// known to check revocation.
public struct RevocationEvidence: Hashable, Sendable {
    /// The server's response to the request for a staple; nil if revocation is judged without
    /// staples.
    public var staple: Staple?
    /// The available revocation lists; nil if none were requested.
    public var lists: [RevocationList]?

    package init(staple: Staple? = nil, lists: [RevocationList]? = nil) {
        self.staple = staple
        self.lists = lists
    }

    /// The server's response to a request for a staple (RFC 6066 section 8).
    public enum Staple: Hashable, Sendable {
        /// The server sent no staple. Most servers do not, and clients accept that.
        case absent
        /// No staple was requested in the saved observation.
        case notAsked
        /// An OCSP response in DER, as sent (RFC 6960).
        case sent([UInt8])
    }
}

/// A revocation list that was requested, and the result. A fact, not yet judged.
public struct RevocationList: Hashable, Sendable {
    /// The source of the list: a URL, or its position in a question (`crls[0]`).
    public var source: String
    public var content: Content

    package init(source: String, content: Content) {
        self.source = source
        self.content = content
    }

    /// The result of obtaining the list.
    public enum Content: Hashable, Sendable {
        /// Bytes that should be a `CertificateList` in DER (RFC 5280 section 5.1).
        case der([UInt8])
        /// Nothing was received; the text gives the reason.
        case missing(String)
    }
}
