public import OriginFacts

/// Findings about the certificate chain. `CertificateTable` detects the defects that cause a
/// refusal.
public enum CertificateFinding: Hashable, Sendable {
    case defect(ChainDefect)
    /// A possible defect that leaves the strict ruling open.
    case uncertain(ChainDefect)
    case remark(ChainFinding)
}

extension CertificateFinding {
    var id: String {
        switch self {
        case .defect(let defect), .uncertain(let defect): defect.id
        case .remark(let remark): remark.id
        }
    }

    var facts: FactValue {
        switch self {
        case .defect(let defect): defect.facts.identified(by: id)
        case .uncertain(let defect): defect.facts.identified(by: id).adding("uncertain", true)
        case .remark(let remark): remark.facts.identified(by: id)
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .defect(let defect), .uncertain(let defect): defect.remedies(context)
        case .remark(let remark): remark.remedies(context)
        }
    }
}

extension ChainDefect {
    fileprivate func remedies(_ context: RemedyContext) -> [Remedy] {
        let (names, addresses) = (context.names, context.addresses)
        return switch self {
        case .revocationUnknown:
            []
        case .expired, .revoked:
            [.renewCertificate(names: names, addresses: addresses)]
        case .missingIssuer(_, let issuer):
            [.repairChain(missingIssuer: issuer, addresses: addresses)]
        case .dependsOnPathBuilding:
            [.repairChain(missingIssuer: "", addresses: addresses)]
        case .nameMismatch:
            [.addName(context.target.host.ascii, addresses: addresses)]
        case .notYetValid, .selfSigned, .unknownRoot, .badSignature, .notAuthority,
            .pathLengthExceeded, .nameConstraints, .wrongPurpose, .unknownCriticalExtension,
            .brokenSignatureAlgorithm, .unusableKey, .malformed, .tooComplex, .other:
            [.installCertificate(names: names, addresses: addresses)]
        }
    }
}

extension ChainFinding {
    fileprivate func remedies(_ context: RemedyContext) -> [Remedy] {
        let (names, addresses) = (context.names, context.addresses)
        return switch self {
        case .expiresSoon, .revoked:
            [.renewCertificate(names: names, addresses: addresses)]
        case .wrongOrder:
            [.repairChain(missingIssuer: "", addresses: addresses)]
        case .targetNameOnly, .underscoreAsHyphen:
            [.addName(context.target.host.ascii, addresses: addresses)]
        case .commonNameOnly, .weakSignature, .weakKey, .leafIsAuthority:
            [.installCertificate(names: names, addresses: addresses)]
        case .extraCertificates, .duplicateCertificates, .rootSent, .originCA, .customAnchor,
            .notTrustedByBrowsers, .outlivesAnchor, .brokenRule, .revocationUnknown, .stapleMissing:
            []
        }
    }

    /// The severity in modes that validate certificates.
    // swift-format-ignore
    var severity: Severity {
        switch self {
        case .wrongOrder:            .info     // BoringSSL takes extra certificates as an unordered pool
        case .extraCertificates:     .info     // same
        case .duplicateCertificates: .info     // same
        case .rootSent:              .info     // costs bytes only
        case .originCA:              .info     // ssl/origin-configuration/origin-ca: only while proxied
        case .customAnchor:          .info
        case .notTrustedByBrowsers:  .info     // the edge's list is wider than any browser's
        case .targetNameOnly:        .info     // full-strict: requested or target hostname
        case .commonNameOnly:        .warning  // BoringSSL keeps the CN fallback as legacy behaviour
        case .underscoreAsHyphen:    .warning  // Pingora: pingora-core/src/connectors/tls/mod.rs
        case .brokenRule(let rule, _, _): rule.weight.severity
        case .expiresSoon:           .warning
        case .outlivesAnchor:        .info     // the Origin CA roots end 2029-08-15
        case .weakSignature:         .warning  // not documented either way
        case .weakKey:               .warning  // not documented either way
        case .leafIsAuthority:       .info
        case .revoked:               .warning  // error-526 hints; not confirmed for public CAs
        case .revocationUnknown:     .info     // no page says that the edge checks it
        case .stapleMissing:         .warning  // browsers only: RFC 7633 section 4.2.3.1
        }
    }
}

extension ChainRule.Weight {
    fileprivate var severity: Severity {
        switch self {
        case .note: .info
        case .warning: .warning
        }
    }
}

extension FindingCollector {
    /// Returns remarks about the chain of an address.
    func chainRemarks(at seen: AddressObservation) -> [Found] {
        (predictor.verdicts[seen.address]?.findings ?? []).map { remark in
            (.certificate(.remark(remark)), mode >= .strict ? remark.severity : .info)
        }
    }
}
