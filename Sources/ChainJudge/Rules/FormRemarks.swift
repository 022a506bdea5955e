internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// What OpenSSL's strict form and security level 2 say about a path that is good without them. Together they
/// refuse one public intermediate in twenty, so it is a finding.
enum FormRemarks {
    /// The remarks about every certificate but the anchor, which nobody can change.
    static func findings(in path: FoundPath) -> [ChainFinding] {
        path.formProblems.compactMap { problem in
            guard problem.depth < path.certificates.count - 1,
                let certificate = problem.certificate, let kind = kind(of: problem, certificate)
            else { return nil }
            return .irregular(
                kind, certificate: certificate.subject,
                detail: VerifyErrorTable.text(problem.code))
        }
    }

    private static func kind(
        of problem: PathProblem, _ certificate: CertificateHandle
    ) -> CertificateIrregularity? {
        switch problem.code {
        // Weak digests and small RSA keys have findings of their own.
        case X509_V_ERR_CA_MD_TOO_WEAK:
            certificate.signatureDigest == .sound ? .securityLevel : nil
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL:
            certificate.keyFacts.isSmallRSA ? nil : .securityLevel
        default: .strictProfile
        }
    }
}
