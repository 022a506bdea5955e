/// The rulings of two judges on one chain for one set of names at one moment. A verdict is not a
/// fact and is never stored in an observation.
public struct ChainVerdict: Hashable, Sendable {
    /// The ruling of the edge in Full (strict).
    public var strict: ChainRuling
    /// The ruling of a browser that connects directly to the origin.
    public var browser: ChainRuling
    /// The SHA-256 digests (lower-case hex) of the certificates from leaf to anchor, as built for
    /// `strict`; empty if no path was found.
    public var path: [String]
    public var anchor: AnchorClass
    public var nameMatch: NameMatch
    /// Remarks that do not change either ruling.
    public var findings: [ChainFinding]
    /// The first moment at which `strict` changes from accepted to rejected; nil unless accepted.
    public var strictUntil: UnixTime?
    /// The revocation status of the certificates in `path` that were checked, leaf first. Empty
    /// unless revocation checking was requested and a path exists. It does not change `strictUntil`
    /// or, by itself, a ruling.
    public var revocation: [CertificateRevocation] = []

    package init(
        strict: ChainRuling, browser: ChainRuling, path: [String] = [],
        anchor: AnchorClass = .unknown, nameMatch: NameMatch = .none,
        findings: [ChainFinding] = [], strictUntil: UnixTime? = nil
    ) {
        self.strict = strict
        self.browser = browser
        self.path = path
        self.anchor = anchor
        self.nameMatch = nameMatch
        self.findings = findings
        self.strictUntil = strictUntil
    }
}

/// One judge's decision about a chain.
public enum ChainRuling: Hashable, Sendable {
    case accepted
    /// The chain is rejected for every defect listed, with the most important one first; never
    /// empty.
    case rejected([ChainDefect])
    /// The edge's behaviour for these defects is not known; never empty.
    case uncertain([ChainDefect])

    public var defects: [ChainDefect] {
        switch self {
        case .accepted: []
        case .rejected(let defects), .uncertain(let defects): defects
        }
    }
}

/// A reason to refuse a chain, with the facts that prove it.
public enum ChainDefect: Hashable, Sendable {
    /// The certificate has expired; `certificate` is the subject as RFC 2253 text.
    case expired(certificate: String, notAfter: UnixTime)
    case notYetValid(certificate: String, notBefore: UnixTime)
    /// No name in the certificate matches any acceptable name.
    case nameMismatch(wanted: [String], present: [String])
    /// The certificate's issuer was not sent and is not an anchor.
    case missingIssuer(certificate: String, issuer: String)
    /// The leaf signed itself and is not an anchor.
    case selfSigned(certificate: String)
    /// The chain ends in a root that is not an anchor.
    case unknownRoot(root: String)
    case badSignature(certificate: String)
    /// A certificate above the leaf is not a CA, or may not sign certificates.
    case notAuthority(certificate: String)
    case pathLengthExceeded(certificate: String)
    /// A name is outside the constraints set by a CA above (RFC 5280 section 4.2.1.10).
    case nameConstraints(certificate: String, detail: String)
    /// The EKU or key usage does not allow use by a TLS server.
    case wrongPurpose(certificate: String)
    /// A critical extension is not supported by this program.
    case unknownCriticalExtension(certificate: String)
    /// The signature algorithm uses MD2, MD4 or MD5.
    case brokenSignatureAlgorithm(certificate: String, algorithm: String)
    /// The key has a size or type that no edge accepts.
    case unusableKey(certificate: String, key: KeyFacts)
    /// The certificate's form breaks a rule of RFC 5280 or the CA/Browser Forum.
    case malformed(certificate: String, detail: String)
    case revoked(certificate: String, since: UnixTime?)
    /// Revocation lists were requested but do not determine the status.
    case revocationUnknown(certificate: String, doubts: [RevocationDoubt])
    /// The chain exceeds the limits on length, width or time for a verdict.
    case tooComplex(detail: String)
    /// Only one of several paths through the sent certificates is good; `remove` names the
    /// certificate that interferes.
    case dependsOnPathBuilding(remove: String)
    /// An OpenSSL error that has no case above.
    case other(certificate: String, code: Int32, text: String)
}

extension ChainDefect {
    /// The stable dotted id, which is part of the output format.
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

extension ChainDefect {
    /// The facts that prove the defect, under their wire names.
    public var facts: FactValue {
        switch self {
        case .expired(let certificate, let notAfter):
            ["certificate": .text(certificate), "not_after": .time(notAfter)]
        case .notYetValid(let certificate, let notBefore):
            ["certificate": .text(certificate), "not_before": .time(notBefore)]
        case .nameMismatch(let wanted, let present):
            ["wanted": .texts(wanted), "present": .texts(present)]
        case .missingIssuer(let certificate, let issuer):
            ["certificate": .text(certificate), "missing": .text(issuer)]
        case .unknownRoot(let root): ["root": .text(root)]
        case .selfSigned(let certificate), .badSignature(let certificate),
            .notAuthority(let certificate), .pathLengthExceeded(let certificate),
            .wrongPurpose(let certificate), .unknownCriticalExtension(let certificate):
            ["certificate": .text(certificate)]
        case .nameConstraints(let certificate, let detail), .malformed(let certificate, let detail):
            ["certificate": .text(certificate), "detail": .text(detail)]
        case .brokenSignatureAlgorithm(let certificate, let algorithm):
            ["certificate": .text(certificate), "algorithm": .text(algorithm)]
        case .unusableKey(let certificate, let key):
            ["certificate": .text(certificate), "key": .key(key)]
        case .revoked(let certificate, let since):
            ["certificate": .text(certificate), "since": .optional(since, FactValue.time)]
        case .revocationUnknown(let certificate, let doubts):
            ["certificate": .text(certificate), "doubts": .doubts(doubts)]
        case .tooComplex(let detail): ["detail": .text(detail)]
        case .dependsOnPathBuilding(let remove): ["remove": .text(remove)]
        case .other(let certificate, let code, let text):
            ["certificate": .text(certificate), "code": .number(Int(code)), "text": .text(text)]
        }
    }
}

/// A remark about a chain that changes no ruling.
public enum ChainFinding: Hashable, Sendable {
    /// Certificates are not in signing order.
    case wrongOrder
    /// Some certificates that were sent are not part of the path.
    case extraCertificates([String])
    case duplicateCertificates([String])
    case rootSent(root: String)
    /// The root is trusted only by Cloudflare: direct visitors see a warning.
    case originCA
    /// The anchor came from `--trust only:` or `--add-ca`.
    case customAnchor(root: String)
    /// The root is in the edge's list but in no browser's list.
    case notTrustedByBrowsers(root: String)
    /// Only the target name (the content of the CNAME record) matches.
    case targetNameOnly(name: String)
    /// Only the CN matches because the certificate has no SAN; browsers refuse it.
    case commonNameOnly(name: String)
    case expiresSoon(certificate: String, notAfter: UnixTime)
    /// The leaf is valid longer than a certificate above it.
    case outlivesAnchor(root: String, notAfter: UnixTime)
    /// A certificate in the path, other than the anchor, has a SHA-1 signature.
    case weakSignature(certificate: String, algorithm: String)
    /// The key is weak, for example RSA under 2048 bits, but the edge is not known to refuse it.
    case weakKey(certificate: String, key: KeyFacts)
    case leafIsAuthority
    /// The name matches only because the edge reads `_` in the first label as `-` (Pingora,
    /// `pingora-core/src/connectors/tls/mod.rs`); browsers do not.
    case underscoreAsHyphen(name: String)
    /// A certificate breaks a rule that has no case of its own; `detail` describes the breach.
    case brokenRule(ChainRule, certificate: String, detail: String)
    /// The certificate is revoked, but the edge is not known to check revocation.
    case revoked(certificate: String, since: UnixTime?, reason: RevocationReason?)
    /// Revocation checking was requested, but the evidence does not determine the status.
    case revocationUnknown(certificate: String, doubts: [RevocationDoubt])
    /// The certificate is marked "must-staple" (RFC 7633), but the server sends no staple.
    case stapleMissing(certificate: String)
}

extension ChainFinding {
    /// The stable dotted id, which is part of the output format.
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
        case .brokenRule(let rule, _, _): rule.id
        case .revoked:               "revocation.revoked"
        case .revocationUnknown:     "revocation.unknown"
        case .stapleMissing:         "revocation.must-staple"
        }
    }
}

extension ChainFinding {
    /// The facts that prove the remark, under their wire names.
    public var facts: FactValue {
        switch self {
        case .wrongOrder, .originCA, .leafIsAuthority: [:]
        case .extraCertificates(let certificates), .duplicateCertificates(let certificates):
            ["certificates": .texts(certificates)]
        case .rootSent(let root), .customAnchor(let root), .notTrustedByBrowsers(let root):
            ["root": .text(root)]
        case .targetNameOnly(let name), .commonNameOnly(let name), .underscoreAsHyphen(let name):
            ["name": .text(name)]
        case .expiresSoon(let certificate, let notAfter):
            ["certificate": .text(certificate), "not_after": .time(notAfter)]
        case .outlivesAnchor(let root, let notAfter):
            ["root": .text(root), "not_after": .time(notAfter)]
        case .weakSignature(let certificate, let algorithm):
            ["certificate": .text(certificate), "algorithm": .text(algorithm)]
        case .weakKey(let certificate, let key):
            ["certificate": .text(certificate), "key": .key(key)]
        case .revoked(let certificate, let since, let reason):
            [
                "certificate": .text(certificate), "since": .optional(since, FactValue.time),
                "revocation_reason": .optional(reason?.rawValue, FactValue.text),
            ]
        case .revocationUnknown(let certificate, let doubts):
            ["certificate": .text(certificate), "doubts": .doubts(doubts)]
        case .stapleMissing(let certificate): ["certificate": .text(certificate)]
        case .brokenRule(_, let certificate, let detail):
            ["certificate": .text(certificate), "detail": .text(detail)]
        }
    }
}

/// A rule about certificates whose breach is a remark with only the certificate and a detail. The
/// rules are the rows of `ChainRuleTable` in ChainVerification; Reporting defines their wording by
/// id.
public struct ChainRule: Hashable, Sendable {
    /// The severity of a breach if certificates are validated.
    public enum Weight: Hashable, Sendable {
        /// No edge and no browser refuses the certificate.
        case note
        /// Some clients refuse the certificate.
        case warning
    }

    /// The stable dotted id of the finding, which is part of the output format.
    public let id: String
    public let weight: Weight

    package init(_ id: String, weight: Weight = .note) {
        self.id = id
        self.weight = weight
    }
}

/// The class of the root at the end of a path.
public enum AnchorClass: String, Hashable, Sendable, CaseIterable {
    /// A root in the public list in use.
    case publicRoot = "public"
    /// One of Cloudflare's two Origin CA roots.
    case originCA = "origin-ca"
    /// A root from `--add-ca` or `--trust only:`.
    case custom
    /// The leaf signed itself.
    case selfSigned = "self-signed"
    /// No path was found.
    case unknown
}

/// The acceptable name that a certificate matched, and the matching entry
/// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict: requested or target).
public enum NameMatch: Hashable, Sendable {
    /// The host in the visitor's URL, matched by the given SAN (or CN) entry.
    case requested(entry: String)
    /// The content of the proxied CNAME record, matched by the given entry.
    case target(name: String, entry: String)
    case none
}
