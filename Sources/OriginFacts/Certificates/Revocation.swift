/// The revocation status of one certificate of a path.
public struct CertificateRevocation: Hashable, Sendable {
    /// The subject as RFC 2253 text.
    public var certificate: String
    /// Lower-case hex over the DER.
    public var sha256: String
    public var isLeaf: Bool
    /// Whether it says that its server always staples (RFC 7633, "must-staple").
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
    /// Whether a staple was promised, asked for and not sent.
    public var lacksPromisedStaple: Bool {
        guard promisesStaple, case .unknown(let doubts) = status else { return false }
        return doubts.contains { $0.kind == .nothingStapled }
    }
}

/// Whether a certificate is revoked, as far as the evidence goes.
public enum RevocationStatus: Hashable, Sendable {
    /// Not revoked, by evidence that holds until then.
    case good(until: UnixTime?, source: String)
    /// Nil `reason`: none was given.
    case revoked(since: UnixTime?, reason: RevocationReason?, source: String)
    /// Nothing settles it; why, in the order the evidence was looked at. Never empty.
    case unknown([RevocationDoubt])
}

/// Why a certificate was revoked (CRLReason, RFC 5280 section 5.3.1).
public enum RevocationReason: String, Hashable, Sendable, CaseIterable {
    case unspecified
    case keyCompromise = "key-compromise"
    case authorityCompromise = "ca-compromise"
    case affiliationChanged = "affiliation-changed"
    case superseded
    case cessationOfOperation = "cessation-of-operation"
    /// Suspended; may be taken back.
    case certificateHold = "certificate-hold"
    /// Only in delta lists: no longer on hold, or expired.
    case removedFromList = "remove-from-crl"
    case privilegeWithdrawn = "privilege-withdrawn"
    case attributeAuthorityCompromise = "aa-compromise"

    /// The reason of that number; `unspecified` for one RFC 5280 does not list.
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

/// Why a piece of evidence does not settle whether a certificate is revoked.
public struct RevocationDoubt: Hashable, Sendable {
    public var kind: Kind
    /// What the evidence was: `staple`, a URL, `crls[0]`; empty when there was none.
    public var source: String
    /// What was found; may be empty.
    public var detail: String

    package init(_ kind: Kind, source: String = "", detail: String = "") {
        self.kind = kind
        self.source = source
        self.detail = detail
    }

    /// What is in the way. The raw value is part of the output format.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The server sent no staple.
        case nothingStapled = "nothing-stapled"
        /// The observation was made without asking for a staple.
        case notAsked = "not-asked"
        /// The certificate names no list that can be fetched.
        case noDistributionPoint = "no-distribution-point"
        /// None of the lists given is by the certificate's issuer.
        case noList = "no-list"
        case notFetched = "not-fetched"
        /// Over the bounds: 16 MiB a list, 64 KiB a staple, 8 lists a chain.
        case tooLarge = "too-large"
        case unreadable
        /// Its form breaks RFC 5280 section 5 or RFC 6960 section 4.2.
        case malformed
        case badSignature = "bad-signature"
        /// Signed by somebody the issuer has not allowed to (cRLSign, OCSPSigning).
        case notAuthorized = "not-authorized"
        case notYetCurrent = "not-yet-current"
        case outdated
        /// It does not speak of certificates of this kind, or only of some.
        case outOfScope = "out-of-scope"
        /// Something this program does not evaluate: delta and indirect lists, unknown critical
        /// extensions.
        case unsupported
        /// The responder answered with an error, or does not know the certificate.
        case responderUnsure = "responder-unsure"
    }
}

extension RevocationDoubt {
    /// Whether there was evidence, and something is wrong with it.
    public var isAboutEvidence: Bool {
        switch kind {
        case .nothingStapled, .notAsked, .noDistributionPoint, .noList: false
        default: true
        }
    }
}

/// What revocation is judged by. Kept apart from the chain: it says nothing that the edge is known
/// to ask.
public struct RevocationEvidence: Hashable, Sendable {
    /// What the server stapled; nil when no staple was asked for.
    public var staple: Staple?
    /// The lists at hand; nil when none were asked for.
    public var lists: [RevocationList]?

    package init(staple: Staple? = nil, lists: [RevocationList]? = nil) {
        self.staple = staple
        self.lists = lists
    }

    /// The server's answer to a request for a staple (RFC 6066 section 8).
    public enum Staple: Hashable, Sendable {
        /// It sent none, which most servers do and nobody minds.
        case absent
        /// It was not asked for one: a saved observation of a run that did not.
        case notAsked
        /// An OCSP response in DER, as sent (RFC 6960).
        case sent([UInt8])
    }
}

/// A revocation list that was to be had, and what came of it. A fact: nothing is judged yet.
public struct RevocationList: Hashable, Sendable {
    /// Where it came from: a URL, or its place in a question (`crls[0]`).
    public var source: String
    public var content: Content

    package init(source: String, content: Content) {
        self.source = source
        self.content = content
    }

    /// What came.
    public enum Content: Hashable, Sendable {
        /// Bytes that should be a `CertificateList` in DER (RFC 5280 section 5.1).
        case der([UInt8])
        /// Nothing came; the text says why.
        case missing(String)
    }
}
