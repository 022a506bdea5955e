internal import OpenSSLSupport
internal import OriginFacts

/// A rule whose breach is worth a remark and never a refusal: as a verdict it would refuse hundreds of chains
/// that work.
struct IrregularityCheck: Sendable {
    let kind: CertificateIrregularity
    /// What was found, for each certificate that breaks the rule.
    let examine: @Sendable (FoundPath) -> [(certificate: CertificateHandle, detail: String)]

    func findings(in path: FoundPath) -> [ChainFinding] {
        examine(path).map {
            .irregular(kind, certificate: $0.certificate.subject, detail: $0.detail)
        }
    }
}

extension IrregularityCheck {
    /// A rule about the leaf; `detail` is nil when it is kept.
    init(
        leaf kind: CertificateIrregularity,
        detail: @escaping @Sendable (CertificateHandle) -> String?
    ) {
        self.init(kind: kind) { path in
            guard let leaf = path.certificates.first, let detail = detail(leaf) else { return [] }
            return [(leaf, detail)]
        }
    }

    /// A rule about every certificate but the anchor.
    init(
        signed kind: CertificateIrregularity,
        detail: @escaping @Sendable (CertificateHandle) -> String?
    ) {
        self.init(kind: kind) { path in
            path.signed.compactMap { certificate in
                detail(certificate).map { (certificate, $0) }
            }
        }
    }
}
