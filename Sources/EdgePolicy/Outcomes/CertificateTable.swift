internal import OriginFacts

/// Rows for a certificate under a mode that validates it. Sources: error-526 and
/// developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict.
enum CertificateTable {
    /// The outcome of a chain under a rule; nil when the handshake stands.
    static func outcome(_ verdict: ChainVerdict?, rule: CertificateRule) -> LegOutcome? {
        switch rule {
        case .any: return nil
        case .validated: break
        }
        switch verdict?.strict {
        case .accepted:
            return nil
        case .rejected(let defects):
            guard let first = defects.first else { return .unknown(nil) }
            return .edge(.invalidCertificate, basis(of: first), .chainDefect(first))
        case .uncertain(let defects):
            return .unknown(defects.first.map { .chainUncertain($0) })
        case nil:
            return .unknown(nil)
        }
    }

    /// How well founded it is that the defect means 526.
    // swift-format-ignore
    static func basis(of defect: ChainDefect) -> Basis {
        switch defect {
        case .expired:                  .documented  // full-strict: dates
        case .notYetValid:              .documented  // full-strict: dates
        case .nameMismatch:             .documented  // full-strict: CN or SAN
        case .missingIssuer:            .documented  // error-526: incomplete chain (2026-03)
        case .selfSigned:               .documented  // full-strict: issuer
        case .unknownRoot:              .documented  // full-strict: issuer
        case .badSignature:             .documented  // no chain to a trusted CA
        case .notAuthority:             .inferred    // BoringSSL x509_vfy.cc
        case .pathLengthExceeded:       .inferred    // BoringSSL x509_vfy.cc
        case .nameConstraints:          .inferred    // BoringSSL x509_vfy.cc
        case .wrongPurpose:             .inferred    // BoringSSL: server purpose
        case .unknownCriticalExtension: .inferred    // BoringSSL x509_vfy.cc
        case .brokenSignatureAlgorithm: .inferred    // BoringSSL has no MD5 signatures
        case .unusableKey:              .inferred    // BoringSSL
        case .malformed:                .inferred    // BoringSSL parses strictly
        case .revoked:                  .inferred    // ssl/origin-configuration/origin-ca: leave strict before revoking
        case .revocationUnknown:        .unknown     // no page says that the edge asks
        case .tooComplex:               .inferred    // BoringSSL bounds depth
        case .dependsOnPathBuilding:    .unknown     // depends on the edge's path building
        case .other:                    .inferred
        }
    }
}
