internal import OpenSSLSupport

/// Finds the `JudgedCertificate` behind an `X509 *`: of this verdict, of an anchor, or of an intermediate seen
/// before. An address means something only as long as somebody keeps the certificate, so those of a
/// verdict are forgotten with it.
final class CertificateShelf {
    private static let remembered = 1_024

    let digester: Digester
    private var current: [OpaquePointer: JudgedCertificate] = [:]
    private var anchors: [OpaquePointer: JudgedCertificate] = [:]
    private var known = TwoGenerationCache<Digest256, JudgedCertificate>(capacity: remembered)

    init(digester: Digester) {
        self.digester = digester
    }

    /// Starts a verdict.
    func begin() {
        current.removeAll(keepingCapacity: true)
    }

    /// The certificate at that address, with the same DER.
    func certificate(at pointer: OpaquePointer) -> JudgedCertificate {
        if let found = current[pointer] ?? anchors[pointer] { return found }
        let new = JudgedCertificate(CertificateHandle(sharing: pointer), digester: digester)
        let certificate = new.digest.flatMap { known.value(for: $0) } ?? new
        current[pointer] = certificate
        return certificate
    }

    /// Keeps an anchor for good.
    func addAnchor(_ certificate: JudgedCertificate) {
        anchors[certificate.pointer] = certificate
    }

    /// Keeps a certificate that is likely to come again.
    func remember(_ certificate: JudgedCertificate) {
        guard let digest = certificate.digest else { return }
        known.insert(certificate, for: digest)
    }
}
