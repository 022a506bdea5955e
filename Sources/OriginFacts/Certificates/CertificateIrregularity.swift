/// A form no certificate should have and no edge or browser is known to mind: worth a remark, never a
/// refusal. The raw value is the tail of the finding's id.
public enum CertificateIrregularity: String, Hashable, Sendable, CaseIterable {
    /// A CN that the SAN does not repeat (CA/Browser Forum Baseline Requirements 7.1.4.3).
    case commonNameNotListed = "common-name-not-listed"
    /// No extended key usage in a leaf (Baseline Requirements 7.1.2.7.6).
    case extendedKeyUsageMissing = "eku-missing"
    case extendedKeyUsageCritical = "eku-critical"
    /// Zero or negative (RFC 5280 section 4.1.2.2).
    case serialNotPositive = "serial-not-positive"
    /// More than 20 octets (RFC 5280 section 4.1.2.2).
    case serialTooLong = "serial-too-long"
    /// A critical SAN beside a subject that is not empty (RFC 5280 section 4.2.1.6).
    case alternativeNamesCritical = "san-critical"
    /// A DNS name with an underscore (Baseline Requirements 7.1.2.7.12).
    case underscoreInName = "underscore-in-name"
    /// A root with an extended key usage, or an authority key identifier that is not its own.
    case rootProfile = "root-profile"
    /// Name or policy constraints that are not critical (RFC 5280 sections 4.2.1.10 and 4.2.1.11).
    case constraintsNotCritical = "constraints-not-critical"
    /// An authority information access extension that cannot be read (RFC 5280 section 4.2.2.1).
    case issuerAccessMalformed = "aia-malformed"
    /// A wildcard over a suffix anyone may register under: `*.co.uk`.
    case wildcardOverPublicSuffix = "public-suffix-wildcard"
    /// An RSA modulus whose size is no multiple of 8 bits (Baseline Requirements 6.1.5).
    case oddKeySize = "odd-key-size"
    /// OpenSSL's `X509_V_FLAG_X509_STRICT` refuses it; the detail is OpenSSL's reason.
    case strictProfile = "strict-profile"
    /// OpenSSL's security level 2 refuses a key or signature; the detail is OpenSSL's reason.
    case securityLevel = "security-level"
}
