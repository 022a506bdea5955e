internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// One certificate and what the rules ask of it, each thing read once. Nothing here depends on the chain, the
/// host or the moment.
final class JudgedCertificate {
    let handle: CertificateHandle
    /// SHA-256 of the DER; nil when memory was out.
    let digest: Digest256?
    private let digester: Digester

    init(_ handle: CertificateHandle, digester: Digester) {
        self.handle = handle
        self.digester = digester
        digest = digester.digest(ofCertificate: handle.pointer)
    }

    /// The `X509 *`; valid as long as this object lives.
    var pointer: OpaquePointer { handle.pointer }

    /// SHA-256 of the SubjectPublicKeyInfo; nil when it cannot be encoded.
    private(set) lazy var keyDigest = digester.digest(ofKeyIn: handle.pointer)
    /// RFC 2253 text.
    private(set) lazy var subject = handle.subject
    private(set) lazy var key = handle.keyFacts
    /// Whether the key is of a kind that no rule has a name for, or cannot be read in its library context.
    var hasForeignKey: Bool {
        if case .other = key { true } else { false }
    }
    private(set) lazy var signatureDigest = handle.signatureDigest
    /// Seconds since 1970; nil where the field is no date as RFC 5280 wants it.
    private(set) lazy var notBefore =
        Self.isStrictForm(X509_get0_notBefore(pointer)) ? handle.notBefore : nil
    private(set) lazy var notAfter =
        Self.isStrictForm(X509_get0_notAfter(pointer)) ? handle.notAfter : nil
    /// Whether the basic constraints say CA.
    private(set) lazy var isAuthority = handle.isAuthority
    private(set) lazy var nameSubtrees = NameSubtrees(of: handle)

    private(set) lazy var violationsAsIntermediate =
        HardCheckTable.violations(of: self, as: .intermediate)
    private(set) lazy var violationsAsAnchor = HardCheckTable.violations(of: self, as: .anchor)
    private(set) lazy var irregularitiesAsIntermediate =
        IrregularityTable.findings(on: self, as: .intermediate)
    private(set) lazy var irregularitiesAsAnchor =
        IrregularityTable.findings(on: self, as: .anchor)

    /// Whether a date has the one form RFC 5280 section 4.1.2.5 allows, `YYMMDDHHMMSSZ` or with a year of
    /// four digits, as `X509_cmp_time` demands; the parser takes others.
    private static func isStrictForm(_ date: UnsafePointer<ASN1_TIME>?) -> Bool {
        guard let date, let text = ASN1_STRING_get0_data(date) else { return false }
        let bytes = UnsafeBufferPointer(start: text, count: Int(ASN1_STRING_length(date)))
        let length =
            switch ASN1_STRING_type(date) {
            case V_ASN1_UTCTIME: 13
            case V_ASN1_GENERALIZEDTIME: 15
            default: 0
            }
        return bytes.count == length && bytes.last == 0x5A
            && bytes.dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }
}
