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
    private(set) lazy var signatureDigest = handle.signatureDigest
    /// Seconds since 1970; nil where the field is no date as RFC 5280 wants it.
    private(set) lazy var notBefore = seconds(X509_get0_notBefore(pointer)) { $0.notBefore }
    private(set) lazy var notAfter = seconds(X509_get0_notAfter(pointer)) { $0.notAfter }
    /// Whether the basic constraints say CA.
    private(set) lazy var isAuthority =
        if case .authority = handle.basicConstraints { true } else { false }
    private(set) lazy var nameSubtrees = NameSubtrees(of: handle)

    private(set) lazy var violationsAsIntermediate =
        HardCheckTable.violations(of: self, as: .intermediate)
    private(set) lazy var violationsAsAnchor = HardCheckTable.violations(of: self, as: .anchor)
    private(set) lazy var irregularitiesAsIntermediate =
        IrregularityTable.findings(on: self, as: .intermediate)
    private(set) lazy var irregularitiesAsAnchor =
        IrregularityTable.findings(on: self, as: .anchor)

    /// The form is `X509_cmp_time`'s to judge: it is stricter than the parser.
    private func seconds(
        _ date: UnsafePointer<ASN1_TIME>?, _ value: (CertificateHandle) -> Int64?
    ) -> Int64? {
        var epoch: time_t = 0
        return X509_cmp_time(date, &epoch) == 0 ? nil : value(handle)
    }
}
