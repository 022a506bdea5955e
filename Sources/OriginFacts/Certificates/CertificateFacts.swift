/// One certificate as it was sent: its bytes and the facts parsed from them, without judgement.
public struct CertificateFacts: Hashable, Sendable {
    /// The SHA-256 of the DER in lower-case hex.
    public var sha256: String
    public var der: [UInt8]
    /// The subject as RFC 2253 text, most specific part first, with everything outside printable
    /// ASCII escaped as that RFC requires.
    public var subject: String
    public var issuer: String
    /// The subject's CN values, in order.
    public var commonNames: [String]
    public var organizations: [String]
    public var subjectAltNames: SubjectAltNames
    public var notBefore: UnixTime
    public var notAfter: UnixTime
    /// The serial number in lower-case hex without leading zeros; a negative serial begins with
    /// `-`.
    public var serial: String
    public var key: KeyFacts
    /// The signature algorithm by OpenSSL's long name: `sha256WithRSAEncryption`,
    /// `ecdsa-with-SHA384`.
    public var signatureAlgorithm: String
    /// The X.509 version: 3 for a v3 certificate.
    public var version: Int
    public var basicConstraints: BasicConstraints
    /// The extended key usages as dotted OIDs; nil if the extension is absent (RFC 5280 4.2.1.12).
    public var extendedKeyUsage: [String]?
    /// The `caIssuers` URLs in the AIA extension (RFC 5280 section 4.2.2.1).
    public var issuerURLs: [String]
    public var ocspURLs: [String]
    public var crlURLs: [String]
    /// The key identifiers in lower-case hex; nil if absent.
    public var subjectKeyIdentifier: String?
    public var authorityKeyIdentifier: String?

    /// Creates a certificate with minimal fields; the parser sets the others.
    package init(
        sha256: String, der: [UInt8], subject: String, issuer: String, notBefore: UnixTime,
        notAfter: UnixTime, key: KeyFacts, signatureAlgorithm: String
    ) {
        self.sha256 = sha256
        self.der = der
        self.subject = subject
        self.issuer = issuer
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.key = key
        self.signatureAlgorithm = signatureAlgorithm
        commonNames = []
        organizations = []
        subjectAltNames = .absent
        serial = ""
        version = 3
        basicConstraints = .absent
        extendedKeyUsage = nil
        issuerURLs = []
        ocspURLs = []
        crlURLs = []
        subjectKeyIdentifier = nil
        authorityKeyIdentifier = nil
    }

    /// Whether the issuer and the subject are the same name.
    public var isSelfIssued: Bool {
        subject == issuer
    }
}

/// The basic constraints extension (RFC 5280 section 4.2.1.9).
public enum BasicConstraints: Hashable, Sendable {
    case absent
    case endEntity
    /// A CA certificate; a nil `pathLength` means no limit.
    case authority(pathLength: Int?)
}

/// The type and size of a public key.
public enum KeyFacts: Hashable, Sendable {
    case rsa(bits: Int)
    case rsaPSS(bits: Int)
    /// An EC key; `curve` is OpenSSL's short name: `prime256v1`, `secp384r1`.
    case ec(curve: String)
    case ed25519
    case ed448
    case other(algorithm: String)
}

/// The names in the SAN extension (RFC 5280 section 4.2.1.6).
public enum SubjectAltNames: Hashable, Sendable {
    case absent
    /// The names found. `dns` may contain bytes that are invalid in a name; `other` counts names of
    /// other types.
    case present(dns: [String], addresses: [IPAddress], other: Int)

    public var dnsNames: [String] {
        switch self {
        case .absent: []
        case .present(let dns, _, _): dns
        }
    }

    public var addresses: [IPAddress] {
        switch self {
        case .absent: []
        case .present(_, let addresses, _): addresses
        }
    }
}
