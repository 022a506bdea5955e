internal import EdgePolicy
internal import OriginFacts

/// The wording for origins that request a client certificate.
extension Wording {
    func words(_ finding: ClientCertificateFinding) -> FindingWords {
        switch finding {
        case .asked(let isPull, let authorities):
            clientCertificateAsked(isCloudflarePull: isPull, authorities)
        case .required(let alert): clientCertificateRequired(alert)
        }
    }

    private func clientCertificateAsked(
        isCloudflarePull: Bool, _ authorities: [String]
    ) -> FindingWords {
        let from: TerminalText =
            authorities.isEmpty ? "any authority" : Wording.shortList(authorities.map { "\($0)" })
        return FindingWords(
            "the origin asks for a client certificate",
            saw: isCloudflarePull
                ? "requested from Cloudflare's own CA (origin pull)" : "requested, from \(from)",
            means: "Cloudflare sends one only with Authenticated Origin Pulls on.")
    }

    private func clientCertificateRequired(_ alert: TLSAlert?) -> FindingWords {
        FindingWords(
            "the origin requires a client certificate",
            saw: alert.map { "\(Wording.words($0)) because we have none" }
                ?? "rejected because we have none",
            means: usesTLS
                ? """
                Fine if Authenticated Origin Pulls is on: Cloudflare then sends its certificate. \
                If it is off, visitors get 525, 520 or the origin's 400 in \(name). What the \
                origin would serve cannot be seen from here.
                """
                : "Nothing in \(name): Authenticated Origin Pulls applies in Full and stronger.")
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let clientCertificates = [
        Explanation(
            "tls.client-cert-asked", "the origin asks for a client certificate",
            means: """
                The server requests a client certificate but does not require one. With \
                Authenticated Origin Pulls on, Cloudflare sends its certificate.
                """,
            causes: "ssl_verify_client optional (nginx), SSLVerifyClient optional (Apache).",
            proof: "fullstrict check HOST --resolve ORIGIN -v names the authorities it accepts.",
            fixes: "Nothing, if that is intended.",
            sources: "ssl/origin-configuration/authenticated-origin-pull"),
        Explanation(
            "tls.client-cert-required", "the origin requires a client certificate",
            means: """
                The server rejects clients without a certificate. That is fine with Authenticated \
                Origin Pulls on; if it is off, visitors get 525 (TLS 1.2), 520 (TLS 1.3) or the \
                server's own 400 (nginx).
                """,
            causes: """
                Authenticated Origin Pulls set up at the origin.
                A client certificate is required for another reason.
                """,
            proof: """
                The dashboard: SSL/TLS > Origin Server.
                fullstrict has no Cloudflare certificate and cannot check further.
                """,
            fixes: "Turn Authenticated Origin Pulls on, or stop requiring the certificate.",
            sources: """
                ssl/origin-configuration/authenticated-origin-pull
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
    ]
}
