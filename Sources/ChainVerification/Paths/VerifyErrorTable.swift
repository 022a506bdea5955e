internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// The defect for each of OpenSSL's verification errors. Codes that do not occur for a server chain
/// (CRLs, proxy policies, DANE, Suite B) become `other`.
enum VerifyErrorTable {
    /// Returns the defects for all problems in one path, without repetitions.
    static func defects(for problems: [PathProblem]) -> [ChainDefect] {
        problems.filter { !isEcho($0, among: problems) }.map(defect)
    }

    /// Whether another error describes the same problem better.
    private static func isEcho(_ problem: PathProblem, among problems: [PathProblem]) -> Bool {
        switch problem.code {
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            problems.contains {
                missingIssuer.contains($0.code) || $0.code == X509_V_ERR_INVALID_EXTENSION
            }
        case X509_V_ERR_INVALID_PURPOSE:
            problems.contains { $0.code == X509_V_ERR_INVALID_CA && $0.depth == problem.depth }
        default: false
        }
    }

    /// The error codes for a missing issuer.
    static let missingIssuer = [
        X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
    ]

    /// Returns the defect for one problem.
    // swift-format-ignore
    static func defect(for problem: PathProblem) -> ChainDefect {
        let certificate = problem.certificate
        let subject = certificate?.subject ?? ""
        return switch problem.code {
        // Trust: the end of the path.
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
             X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
            .missingIssuer(certificate: subject, issuer: certificate?.issuer ?? "")
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:         .selfSigned(certificate: subject)
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:           .unknownRoot(root: subject)

        // Dates.
        case X509_V_ERR_CERT_HAS_EXPIRED:
            .expired(certificate: subject, notAfter: UnixTime(seconds: certificate?.notAfter ?? 0))
        case X509_V_ERR_CERT_NOT_YET_VALID:
            .notYetValid(certificate: subject, notBefore: UnixTime(seconds: certificate?.notBefore ?? 0))
        case X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD:      .malformed(certificate: subject, detail: "notBefore is no date")
        case X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD:       .malformed(certificate: subject, detail: "notAfter is no date")

        // Signatures and keys.
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:              badSignature(certificate, subject)
        case X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY:  .unusableKey(certificate: subject, key: certificate?.keyFacts ?? .other(algorithm: "unknown"))
        case X509_V_ERR_EC_KEY_EXPLICIT_PARAMS:              .unusableKey(certificate: subject, key: certificate?.keyFacts ?? .ec(curve: "explicit"))

        // Permission to sign.
        case X509_V_ERR_INVALID_CA,
             X509_V_ERR_KEYUSAGE_NO_CERTSIGN:                .notAuthority(certificate: subject)
        case X509_V_ERR_PATH_LENGTH_EXCEEDED:                .pathLengthExceeded(certificate: subject)
        case X509_V_ERR_INVALID_PURPOSE,
             X509_V_ERR_INVALID_NON_CA,
             X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE,
             X509_V_ERR_PROXY_CERTIFICATES_NOT_ALLOWED:      .wrongPurpose(certificate: subject)

        // Names.
        case X509_V_ERR_PERMITTED_VIOLATION:                 .nameConstraints(certificate: subject, detail: "outside the permitted names")
        case X509_V_ERR_EXCLUDED_VIOLATION:                  .nameConstraints(certificate: subject, detail: "inside the excluded names")
        case X509_V_ERR_SUBTREE_MINMAX,
             X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE,
             X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX,
             X509_V_ERR_UNSUPPORTED_NAME_SYNTAX:             .nameConstraints(certificate: subject, detail: text(problem.code))

        // Form.
        case X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION:        .unknownCriticalExtension(certificate: subject)
        case X509_V_ERR_INVALID_EXTENSION,
             X509_V_ERR_INVALID_POLICY_EXTENSION,
             X509_V_ERR_UNSUPPORTED_EXTENSION_FEATURE,
             X509_V_ERR_UNSUPPORTED_SIGNATURE_ALGORITHM,
             X509_V_ERR_SIGNATURE_ALGORITHM_MISMATCH,
             X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY,
             X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA...X509_V_ERR_EXTENSIONS_REQUIRE_VERSION_3:
                                                             .malformed(certificate: subject, detail: text(problem.code))
        case X509_V_ERR_CERT_REVOKED:                        .revoked(certificate: subject, since: nil)
        case X509_V_ERR_CERT_CHAIN_TOO_LONG:                 .tooComplex(detail: "more certificates between leaf and root than allowed")
        default:                                             .other(certificate: subject, code: problem.code, text: text(problem.code))
        }
    }

    /// Returns OpenSSL's text, from a fixed list.
    static func text(_ code: Int32) -> String {
        X509_verify_cert_error_string(Int(code)).map { String(cString: $0) } ?? "error \(code)"
    }

    /// Returns the defect for a failed signature check. A signature with a digest that OpenSSL does
    /// not implement cannot be checked, but is not bad.
    private static func badSignature(
        _ certificate: CertificateHandle?, _ subject: String
    ) -> ChainDefect {
        guard let certificate, certificate.signatureDigest == .broken else {
            return .badSignature(certificate: subject)
        }
        return .brokenSignatureAlgorithm(
            certificate: subject, algorithm: certificate.signatureAlgorithm)
    }
}
