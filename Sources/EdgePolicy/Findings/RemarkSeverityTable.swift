internal import OriginFacts

/// How much a remark about a chain matters where certificates are validated.
enum RemarkSeverityTable {
    // swift-format-ignore
    static func severity(of remark: ChainFinding) -> Severity {
        switch remark {
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
        case .irregular:             .info     // refuses no chain anywhere
        case .expiresSoon:           .warning
        case .outlivesAnchor:        .info     // the Origin CA roots end 2029-08-15
        case .weakSignature:         .warning  // not documented either way
        case .weakKey:               .warning  // not documented either way
        case .leafIsAuthority:       .info
        case .revoked:               .warning  // error-526 hints; not confirmed for public CAs
        case .revocationUnknown:     .info     // no page says that the edge asks
        case .stapleMissing:         .warning  // browsers only: RFC 7633 section 4.2.3.1
        }
    }
}
