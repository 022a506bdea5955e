internal import OpenSSLSupport
internal import OriginFacts

/// A rule whose breach is worth a remark and never a refusal: as a verdict it would refuse hundreds of chains
/// that work. The sources stand with `CertificateIrregularity`.
struct IrregularityCheck: Sendable {
    let kind: CertificateIrregularity
    /// The places in a path the rule is about.
    let roles: Set<PathRole>
    /// What was found; nil when the rule is kept.
    let detail: @Sendable (JudgedCertificate) -> String?

    init(
        _ kind: CertificateIrregularity, in roles: Set<PathRole>,
        detail: @escaping @Sendable (JudgedCertificate) -> String?
    ) {
        self.kind = kind
        self.roles = roles
        self.detail = detail
    }

    /// The remark about a certificate in that place.
    func finding(on certificate: JudgedCertificate, as role: PathRole) -> ChainFinding? {
        guard roles.contains(role), let detail = detail(certificate) else { return nil }
        return .irregular(kind, certificate: certificate.subject, detail: detail)
    }
}
