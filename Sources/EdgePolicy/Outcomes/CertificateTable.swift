internal import OriginFacts

/// The table for a certificate in a mode that validates it. Sources: error-526 and
/// developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict.
enum CertificateTable {
    /// Returns the outcome of a chain under a rule; nil if the rule accepts the certificate.
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
            return .edge(.invalidCertificate, basis(of: first), .certificate(.defect(first)))
        case .uncertain(let defects):
            return .unknown(defects.first.map { .certificate(.uncertain($0)) })
        case nil:
            return .unknown(nil)
        }
    }

    /// Returns the basis for predicting 526 from the defect.
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
        case .revocationUnknown:        .unknown     // no page says that the edge checks it
        case .tooComplex:               .inferred    // BoringSSL bounds depth
        case .dependsOnPathBuilding:    .unknown     // depends on the edge's path building
        case .other:                    .inferred
        }
    }
}

/// The rule for origins that require a client certificate, which only the real edge can present
/// (Authenticated Origin Pulls,
/// developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull).
enum ClientCertificateRule {
    /// The common name of Cloudflare's shared pull authority.
    static let pullAuthority = "origin-pull.cloudflare.net"

    /// The alerts that servers send to reject a client without a certificate.
    private static let alerts: Set<UInt8> = [40, 41, 42, 43, 46, 48, 49, 116]

    /// Whether the most likely cause of the alert is a certificate that was requested and not sent.
    static func explains(_ alert: TLSAlert, _ seen: PartialHandshake) -> Bool {
        seen.clientCertificate != .notAsked && alerts.contains(alert.rawValue)
    }

    /// Whether the request includes Cloudflare's pull authority.
    static func isCloudflarePull(_ request: ClientCertificateRequest) -> Bool {
        switch request {
        case .notAsked: false
        case .asked(let authorities): authorities.contains { $0.contains("CN=" + pullAuthority) }
        }
    }

    /// Returns the outcome of the requirement. If the origin requests Cloudflare's own authority,
    /// the owner has most likely turned on pulls and they work, but that cannot be seen from here.
    /// Otherwise the edge fails as we did.
    static func outcome(
        _ request: ClientCertificateRequest, alert: TLSAlert?, error: EdgeError
    ) -> LegOutcome {
        let finding = FindingKind.clientCertificate(.required(alert))
        return isCloudflarePull(request) ? .unknown(finding) : .edge(error, .inferred, finding)
    }
}
