/// One reason to refuse a chain, with the facts that prove it.
public enum ChainDefect: Hashable, Sendable {
    /// `certificate` is the subject as RFC 2253 text.
    case expired(certificate: String, notAfter: UnixTime)
    case notYetValid(certificate: String, notBefore: UnixTime)
    /// No name the certificate carries matches any acceptable name.
    case nameMismatch(wanted: [String], present: [String])
    /// The certificate's issuer was neither sent nor is it an anchor.
    case missingIssuer(certificate: String, issuer: String)
    /// The leaf signed itself and is not an anchor.
    case selfSigned(certificate: String)
    /// The chain ends in a root that is not an anchor.
    case unknownRoot(root: String)
    case badSignature(certificate: String)
    /// A certificate above the leaf that is no CA, or may not sign certificates.
    case notAuthority(certificate: String)
    case pathLengthExceeded(certificate: String)
    /// A name outside what a CA above is allowed (RFC 5280 section 4.2.1.10).
    case nameConstraints(certificate: String, detail: String)
    /// EKU or key usage does not allow a TLS server.
    case wrongPurpose(certificate: String)
    /// A critical extension nobody here knows.
    case unknownCriticalExtension(certificate: String)
    /// MD2, MD4 or MD5.
    case brokenSignatureAlgorithm(certificate: String, algorithm: String)
    /// A key of a size or kind no edge accepts.
    case unusableKey(certificate: String, key: KeyFacts)
    /// A rule of RFC 5280 or the CA/Browser Forum the certificate breaks in its form.
    case malformed(certificate: String, detail: String)
    case revoked(certificate: String, since: UnixTime?)
    /// Revocation lists are to count and do not settle it.
    case revocationUnknown(certificate: String, doubts: [RevocationDoubt])
    /// Longer, wider or slower than the bounds on a verdict.
    case tooComplex(detail: String)
    /// Only some path through the certificates sent is good; `remove` names the one in the way.
    case dependsOnPathBuilding(remove: String)
    /// OpenSSL's own error for anything not listed above.
    case other(certificate: String, code: Int32, text: String)
}

extension ChainDefect {
    /// The stable dotted id: part of the output format.
    // swift-format-ignore
    public var id: String {
        switch self {
        case .expired:                  "cert.expired"
        case .notYetValid:              "cert.not-yet-valid"
        case .nameMismatch:             "name.mismatch"
        case .missingIssuer:            "chain.incomplete"
        case .selfSigned:               "trust.self-signed"
        case .unknownRoot:              "trust.unknown-root"
        case .badSignature:             "chain.bad-signature"
        case .notAuthority:             "chain.not-a-ca"
        case .pathLengthExceeded:       "chain.path-length"
        case .nameConstraints:          "chain.name-constraints"
        case .wrongPurpose:             "cert.wrong-purpose"
        case .unknownCriticalExtension: "cert.unknown-critical"
        case .brokenSignatureAlgorithm: "cert.broken-signature"
        case .unusableKey:              "cert.weak-key"
        case .malformed:                "cert.malformed"
        case .revoked:                  "cert.revoked"
        case .revocationUnknown:        "revocation.unknown"
        case .tooComplex:               "chain.too-complex"
        case .dependsOnPathBuilding:    "chain.ambiguous-path"
        case .other:                    "cert.other"
        }
    }
}
