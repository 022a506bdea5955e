internal import OriginFacts

/// Origins that demand a client certificate, which only the real edge can show (Authenticated Origin
/// Pulls, developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull).
enum ClientCertificateRule {
    /// The common name of Cloudflare's shared pull authority.
    static let pullAuthority = "origin-pull.cloudflare.net"

    /// Alerts with which servers turn away a client without a certificate.
    private static let alerts: Set<UInt8> = [40, 41, 42, 43, 46, 48, 49, 116]

    /// Whether the alert is best explained by a certificate that was asked for and not sent.
    static func explains(_ alert: TLSAlert, _ seen: PartialHandshake) -> Bool {
        seen.clientCertificate != .notAsked && alerts.contains(alert.rawValue)
    }

    /// Whether the request names Cloudflare's pull authority.
    static func isCloudflarePull(_ request: ClientCertificateRequest) -> Bool {
        switch request {
        case .notAsked: false
        case .asked(let authorities): authorities.contains { $0.contains("CN=" + pullAuthority) }
        }
    }

    /// What the demand comes to: with Cloudflare's own authority asked for, the owner has most likely
    /// turned pulls on and it works; that cannot be seen from here. Else the edge fails as we did.
    static func outcome(
        _ request: ClientCertificateRequest, alert: TLSAlert?, error: EdgeError
    ) -> LegOutcome {
        let finding = FindingKind.clientCertificateRequired(alert)
        return isCloudflarePull(request) ? .unknown(finding) : .edge(error, .inferred, finding)
    }
}
