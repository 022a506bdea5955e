internal import EdgePolicy
internal import OriginFacts

/// The wording for handshakes without a server name.
extension Wording {
    func words(_ finding: ServerNameFinding) -> FindingWords {
        switch finding {
        case .defaultCertificate(let subject): defaultCertificate(subject)
        case .choosesCertificate(let subject): serverNameChooses(subject)
        case .needed: serverNameNeeded()
        case .notKnown(let subject): serverNameNotKnown(subject)
        }
    }

    private func defaultCertificate(_ subject: String) -> FindingWords {
        FindingWords(
            "the server has no certificate of its own for this name",
            saw: "\(subject) is also sent without a server name",
            means: "It is the server's default: there is none for this name.")
    }

    private func serverNameChooses(_ subject: String) -> FindingWords {
        FindingWords(
            "another certificate is sent without a server name", saw: "\(subject)",
            means: "Nothing: Cloudflare sends the server name.")
    }

    private func serverNameNeeded() -> FindingWords {
        FindingWords(
            "the origin requires a server name", saw: "the handshake fails without one",
            means: "Nothing: Cloudflare sends the server name.")
    }

    private func serverNameNotKnown(_ subject: String) -> FindingWords {
        FindingWords(
            "the handshake succeeds only without a server name",
            saw: "without a server name it sends \(subject)",
            means: "Cloudflare always sends the name, and the server rejects it.")
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let serverName = [
        Explanation(
            "vhost.default-certificate", "the server has no certificate of its own for this name",
            means: """
                The certificate that lacks the name is also the one the server sends without SNI: \
                its default. So the name is not configured there, or its site has no certificate \
                of its own.
                """,
            causes: """
                The site exists for port 80 only.
                The server block for the name uses the default certificate.
                The address is another server's, or a load balancer's.
                """,
            proof: """
                openssl s_client -connect ORIGIN:443 -noservername shows the same certificate.
                """,
            fixes: "Give the name a TLS site with a certificate that lists it.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                RFC 6066 section 3
                """),
        Explanation(
            "sni.chooses-certificate", "another certificate is sent without a server name",
            means: """
                The server selects its certificate by server name (SNI). Cloudflare sends it, so \
                nothing breaks; a checker that does not send it gets another certificate.
                """,
            causes: "Several sites on one address: the usual case.",
            proof: "openssl s_client with and without -servername.",
            fixes: """
                Nothing. If an Origin Rule overrides the Host or SNI, check that name too: --sni \
                NAME.
                """,
            sources: """
                rules/origin-rules/features
                RFC 6066 section 3
                """),
        Explanation(
            "sni.needed", "the origin wants a server name",
            means:
                """
                Without a server name the server aborts the handshake. Cloudflare always sends \
                one.
                """,
            causes: "nginx: ssl_reject_handshake on in the default server. Good practice.",
            proof: "openssl s_client -connect ORIGIN:443 -noservername",
            fixes: "Nothing.",
            sources: "nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_reject_handshake"),
        Explanation(
            "sni.not-known", "the handshake succeeds only without a server name",
            means: """
                The handshake fails with the server name and succeeds without one. Cloudflare \
                always sends the name: visitors get 525 in Full and stronger.
                """,
            causes: """
                The name is not configured, and the server or a device in front of it aborts \
                handshakes for names it does not know.
                """,
            proof: "openssl s_client with -servername HOST fails, with -noservername it works.",
            fixes: "Give the name a TLS site, or add it to the load balancer's certificate map.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525"),
    ]
}
