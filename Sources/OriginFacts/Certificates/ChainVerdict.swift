/// What two judges make of one chain for one set of names at one moment. A verdict, not a fact: it
/// is never stored in an observation.
public struct ChainVerdict: Hashable, Sendable {
    /// What the edge in Full (strict) would decide.
    public var strict: ChainRuling
    /// What a browser that met the origin directly would decide.
    public var browser: ChainRuling
    /// SHA-256 (lower-case hex) from leaf to anchor as built for `strict`; empty when none was
    /// found.
    public var path: [String]
    public var anchor: AnchorClass
    public var nameMatch: NameMatch
    /// Remarks that do not change either ruling.
    public var findings: [ChainFinding]
    /// The first moment at which `strict` turns from accepted to rejected; nil unless accepted.
    public var strictUntil: UnixTime?
    /// The certificates of `path` that were asked about, leaf first; empty unless revocation was
    /// asked for and there is a path. Changes neither `strictUntil` nor, by itself, a ruling.
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
    /// Every defect found, the one to name first in front; never empty.
    case rejected([ChainDefect])
    /// The edge's behaviour for these is not known; never empty.
    case uncertain([ChainDefect])

    public var defects: [ChainDefect] {
        switch self {
        case .accepted: []
        case .rejected(let defects), .uncertain(let defects): defects
        }
    }
}

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

extension ChainDefect {
    /// The facts that prove it, by the names they have on the wire.
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
    /// A certificate breaks a rule that has no case of its own; `detail` is what was found.
    case brokenRule(ChainRule, certificate: String, detail: String)
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
        case .brokenRule(let rule, _, _): rule.id
        case .revoked:               "revocation.revoked"
        case .revocationUnknown:     "revocation.unknown"
        case .stapleMissing:         "revocation.must-staple"
        }
    }
}

extension ChainFinding {
    /// The facts that prove it, by the names they have on the wire.
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

/// A rule about certificates whose breach is a remark with nothing but the certificate and a detail. The
/// rules are the rows of `ChainRuleTable` in ChainVerification; Reporting has their words by id.
public struct ChainRule: Hashable, Sendable {
    /// How much a breach matters where certificates are validated.
    public enum Weight: Hashable, Sendable {
        /// Refused by no edge and no browser.
        case note
        /// Some clients refuse it.
        case warning
    }

    /// The stable dotted id of the finding: part of the output format.
    public let id: String
    public let weight: Weight

    package init(_ id: String, weight: Weight = .note) {
        self.id = id
        self.weight = weight
    }
}

/// Whose root a path ended in.
public enum AnchorClass: String, Hashable, Sendable, CaseIterable {
    /// A root of the public list in force.
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

/// Which acceptable name a certificate matched, and by what
/// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict: requested or target).
public enum NameMatch: Hashable, Sendable {
    /// The host of the visitor's URL, through that SAN (or CN) entry.
    case requested(entry: String)
    /// The content of the proxied CNAME record, through that entry.
    case target(name: String, entry: String)
    case none
}
