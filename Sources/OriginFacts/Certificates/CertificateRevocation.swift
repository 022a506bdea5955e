/// The revocation status of one certificate of a path.
public struct CertificateRevocation: Hashable, Sendable {
    /// The subject as RFC 2253 text.
    public var certificate: String
    /// Lower-case hex over the DER.
    public var sha256: String
    public var isLeaf: Bool
    /// Whether it says that its server always staples (RFC 7633, "must-staple").
    public var promisesStaple: Bool
    public var status: RevocationStatus

    /// The status of one certificate.
    public init(
        certificate: String, sha256: String, isLeaf: Bool, promisesStaple: Bool = false,
        status: RevocationStatus
    ) {
        self.certificate = certificate
        self.sha256 = sha256
        self.isLeaf = isLeaf
        self.promisesStaple = promisesStaple
        self.status = status
    }
}

extension CertificateRevocation {
    /// Whether a staple was promised, asked for and not sent.
    public var lacksPromisedStaple: Bool {
        guard promisesStaple, case .unknown(let doubts) = status else { return false }
        return doubts.contains { $0.kind == .nothingStapled }
    }
}
