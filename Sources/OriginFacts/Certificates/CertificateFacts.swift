/// One certificate as it was sent: the bytes and what they say. No judgement.
public struct CertificateFacts: Hashable, Sendable {
    /// Lower-case hex of the SHA-256 over the DER.
    public var sha256: String
    public var der: [UInt8]
    /// RFC 2253 text, most specific part first, everything outside printable ASCII escaped by it.
    public var subject: String
    public var issuer: String
    /// The subject's CN values, in order.
    public var commonNames: [String]
    public var organizations: [String]
    public var subjectAltNames: SubjectAltNames
    public var notBefore: UnixTime
    public var notAfter: UnixTime
    /// Lower-case hex without leading zeros; a negative serial begins with `-`.
    public var serial: String
    public var key: KeyFacts
    /// OpenSSL's long name: `sha256WithRSAEncryption`, `ecdsa-with-SHA384`.
    public var signatureAlgorithm: String
    /// 3 for a v3 certificate.
    public var version: Int
    public var basicConstraints: BasicConstraints
    /// Extended key usages as dotted OIDs; nil when the extension is absent (RFC 5280 4.2.1.12).
    public var extendedKeyUsage: [String]?
    /// `caIssuers` URLs of the AIA extension (RFC 5280 section 4.2.2.1).
    public var issuerURLs: [String]
    public var ocspURLs: [String]
    public var crlURLs: [String]
    /// Lower-case hex of the key identifiers; nil when absent.
    public var subjectKeyIdentifier: String?
    public var authorityKeyIdentifier: String?

    /// The least a certificate has; the rest is filled in by the reader.
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

    /// Whether issuer and subject are the same name.
    public var isSelfIssued: Bool {
        subject == issuer
    }
}

/// The basic constraints extension (RFC 5280 section 4.2.1.9).
public enum BasicConstraints: Hashable, Sendable {
    case absent
    case endEntity
    /// `pathLength` nil: no limit.
    case authority(pathLength: Int?)
}

/// A public key's kind and size.
public enum KeyFacts: Hashable, Sendable {
    case rsa(bits: Int)
    case rsaPSS(bits: Int)
    /// `curve` by OpenSSL's short name: `prime256v1`, `secp384r1`.
    case ec(curve: String)
    case ed25519
    case ed448
    case other(algorithm: String)
}

/// The names of the SAN extension (RFC 5280 section 4.2.1.6).
public enum SubjectAltNames: Hashable, Sendable {
    case absent
    /// `dns` may hold bytes no name should; `other` counts names of further kinds.
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
