/// A remark about a chain that changes no ruling.
public enum ChainFinding: Hashable, Sendable {
    /// Certificates are not in signing order.
    case wrongOrder
    /// Certificates sent that are no part of the path.
    case extraCertificates([String])
    case duplicateCertificates([String])
    case rootSent(root: String)
    /// Trusted by Cloudflare only: direct visitors see a warning.
    case originCA
    /// The anchor came from `--trust only:` or `--add-ca`.
    case customAnchor(root: String)
    /// Trusted by the edge's list and by no browser's.
    case notTrustedByBrowsers(root: String)
    /// Only the target name (the CNAME's content) matches.
    case targetNameOnly(name: String)
    /// The CN carries the verdict, there being no SAN: browsers refuse.
    case commonNameOnly(name: String)
    case expiresSoon(certificate: String, notAfter: UnixTime)
    /// The leaf is valid longer than a certificate above it.
    case outlivesAnchor(root: String, notAfter: UnixTime)
    /// SHA-1 in a signature that counts.
    case weakSignature(certificate: String, algorithm: String)
    /// RSA under 2048 bits and the like, where the edge is not known to refuse.
    case weakKey(certificate: String, key: KeyFacts)
    case leafIsAuthority
    /// Accepted only as the edge reads it: `_` in the first label taken for `-`
    /// (Pingora, `pingora-core/src/connectors/tls/mod.rs`); browsers do not.
    case underscoreAsHyphen(name: String)
    /// A form that is wrong and harms nothing; `detail` is what was found.
    case irregular(CertificateIrregularity, certificate: String, detail: String)
    /// Revoked, where the edge is not known to look.
    case revoked(certificate: String, since: UnixTime?, reason: RevocationReason?)
    /// Asked for, and the evidence does not settle it.
    case revocationUnknown(certificate: String, doubts: [RevocationDoubt])
    /// "Must-staple" (RFC 7633), and the server staples nothing.
    case stapleMissing(certificate: String)
}

extension ChainFinding {
    /// The stable dotted id: part of the output format.
    // swift-format-ignore
    public var id: String {
        switch self {
        case .wrongOrder:            "chain.wrong-order"
        case .extraCertificates:     "chain.extra"
        case .duplicateCertificates: "chain.duplicate"
        case .rootSent:              "chain.root-sent"
        case .originCA:              "trust.origin-ca"
        case .customAnchor:          "trust.custom-store"
        case .notTrustedByBrowsers:  "trust.not-browsers"
        case .targetNameOnly:        "name.target-only"
        case .commonNameOnly:        "name.cn-only"
        case .expiresSoon:           "cert.expires-soon"
        case .outlivesAnchor:        "cert.outlives-root"
        case .weakSignature:         "cert.weak-signature"
        case .weakKey:               "cert.small-key"
        case .leafIsAuthority:       "cert.leaf-is-ca"
        case .underscoreAsHyphen:    "name.underscore"
        case .irregular(let irregularity, _, _): "cert.\(irregularity.rawValue)"
        case .revoked:               "revocation.revoked"
        case .revocationUnknown:     "revocation.unknown"
        case .stapleMissing:         "revocation.must-staple"
        }
    }
}
