/// The digest of a certificate's signature; ignored where the signing key is an Edwards one.
package enum SignatureDigest: String, Hashable, Sendable, CaseIterable {
    case sha256 = "SHA256"
    case sha384 = "SHA384"
    case sha512 = "SHA512"
    case sha1 = "SHA1"
    case md5 = "MD5"

    /// `…WithRSAEncryption` (RFC 8017 appendix A.2.4).
    var withRSA: ObjectIdentifier {
        switch self {
        case .md5: "1.2.840.113549.1.1.4"
        case .sha1: "1.2.840.113549.1.1.5"
        case .sha256: "1.2.840.113549.1.1.11"
        case .sha384: "1.2.840.113549.1.1.12"
        case .sha512: "1.2.840.113549.1.1.13"
        }
    }

    /// `ecdsa-with-…` (RFC 5758 section 3.2); there is none for MD5.
    var withECDSA: ObjectIdentifier? {
        switch self {
        case .md5: nil
        case .sha1: "1.2.840.10045.4.1"
        case .sha256: "1.2.840.10045.4.3.2"
        case .sha384: "1.2.840.10045.4.3.3"
        case .sha512: "1.2.840.10045.4.3.4"
        }
    }
}
