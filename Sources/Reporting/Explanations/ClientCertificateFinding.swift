internal import EdgePolicy
internal import OriginFacts

/// Origins that ask for a client certificate.
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
                ? "asked for Cloudflare's own (origin pull)" : "asked, from \(from)",
            means: "With Authenticated Origin Pulls on, Cloudflare shows one; off, it shows none.")
    }

    private func clientCertificateRequired(_ alert: TLSAlert?) -> FindingWords {
        FindingWords(
            "the origin insists on a client certificate",
            saw: alert.map { "\(Wording.words($0)) because we have none" }
                ?? "refused because we have none",
            means: usesTLS
                ? """
                Good if Authenticated Origin Pulls is on: then Cloudflare shows its \
                certificate. If it is off, \(name) answers 525, 520 or the origin's 400. \
                What comes after cannot be seen from here.
                """
                : "Nothing in \(name): Authenticated Origin Pulls works in Full and stronger.")
    }
}

/// What `explain` says about them.
extension Explanation {
    static let clientCertificates = [
        Explanation(
            "tls.client-cert-asked", "the origin asks for a client certificate",
            means: """
                The server asked, and did not insist. With Authenticated Origin Pulls on, \
                Cloudflare shows its certificate.
                """,
            causes: "ssl_verify_client optional (nginx), SSLVerifyClient optional (Apache).",
            proof: "fullstrict check HOST --resolve ORIGIN -v names the authorities it accepts.",
            fixes: "Nothing, if that is what you want.",
            sources: "ssl/origin-configuration/authenticated-origin-pull"),
        Explanation(
            "tls.client-cert-required", "the origin insists on a client certificate",
            means: """
                The server refuses whoever shows none. That is good with Authenticated Origin \
                Pulls on; if it is off, Cloudflare's answer is 525 (TLS 1.2), 520 (TLS 1.3) or \
                the server's own 400 (nginx).
                """,
            causes: """
                Authenticated Origin Pulls set up at the origin.
                A client certificate demanded for another reason.
                """,
            proof: """
                The dashboard: SSL/TLS > Origin Server.
                fullstrict has no Cloudflare certificate and cannot look further.
                """,
            fixes: "Turn Authenticated Origin Pulls on, or stop requiring the certificate.",
            sources: """
                ssl/origin-configuration/authenticated-origin-pull
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
    ]
}
