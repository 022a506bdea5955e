/// Why a piece of evidence does not settle whether a certificate is revoked.
public struct RevocationDoubt: Hashable, Sendable {
    public var kind: Kind
    /// What the evidence was: `staple`, a URL, `crls[0]`; empty when there was none.
    public var source: String
    /// What was found; may be empty.
    public var detail: String

    /// A doubt about that source.
    public init(_ kind: Kind, source: String = "", detail: String = "") {
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
        /// Something this program does not evaluate: delta and indirect lists, unknown critical extensions.
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
