/// Findings of the handshakes made only to explain.
extension Explanation {
    static let diagnosis = [
        Explanation(
            "tls.beyond-edge", "the origin accepts only what the edge does not offer",
            means: """
                The edge's offer was refused, a wider one was taken. What the origin took is \
                what it has to stop insisting on. Cloudflare's answer stays 525.
                """,
            causes: """
                A list of ciphers that was narrowed by hand: DHE only, ChaCha20 only, AES256 CBC only.
                A curve or a key type the edge lacks: P-521 only, an Ed25519 certificate.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN: the finding names version, cipher and \
                group.
                """,
            fixes: """
                Add ECDHE with AES-GCM and the groups X25519 and P-256 to what the server \
                allows; use an RSA or P-256 certificate.
                """,
            sources: """
                ssl/origin-configuration/cipher-suites
                """),
        Explanation(
            "tls.3des-only", "the origin takes an old cipher that cannot be tried here",
            means: """
                The origin refused everything this OpenSSL can offer, and took DES-CBC3-SHA \
                (3DES) from a hello made by hand. Cloudflare offers that suite, for TLS 1.0 \
                by its list, so it may get through where we cannot: the answer is unknown.
                """,
            causes: """
                A server or device so old that 3DES and RC4 are all it has: Windows Server 2003.
                A list of ciphers with 3DES alone in it.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN --json: diagnosis.triple_des.
                An OpenSSL built with enable-weak-ssl-ciphers can finish the handshake: \
                openssl s_client -tls1 -cipher DES-CBC3-SHA@SECLEVEL=0.
                """,
            fixes: """
                Offer TLS 1.2 or 1.3 with ECDHE and AES-GCM; 3DES is broken (Sweet32).
                """,
            sources: """
                ssl/origin-configuration/cipher-suites
                RFC 8996
                """),
        Explanation(
            "vhost.default-certificate", "the server has no certificate of its own for this name",
            means: """
                The certificate that lacks the name is the same one the server shows when no \
                name is asked for: its default. So the name is not configured there, or its \
                site has no certificate of its own.
                """,
            causes: """
                The site exists for port 80 only.
                The server block of the name uses the default certificate.
                The address is another server's, or a load balancer's.
                """,
            proof: """
                openssl s_client -connect ORIGIN:443 -noservername shows the same certificate.
                """,
            fixes: """
                Give the name a TLS site with a certificate that lists it.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                RFC 6066 section 3
                """),
        Explanation(
            "sni.chooses-certificate", "without a server name there is another certificate",
            means: """
                The server chooses its certificate by the server name (SNI). Cloudflare \
                sends it, so nothing breaks; a checker that does not send it sees another \
                certificate.
                """,
            causes: """
                Several sites on one address: the usual case.
                """,
            proof: """
                openssl s_client with and without -servername.
                """,
            fixes: """
                Nothing. If an Origin Rule overrides the Host or SNI, check that name too: --sni NAME.
                """,
            sources: """
                rules/origin-rules/features
                RFC 6066 section 3
                """),
        Explanation(
            "sni.needed", "the origin wants a server name",
            means: """
                Without a server name the server ends the handshake. Cloudflare sends it.
                """,
            causes: """
                nginx: ssl_reject_handshake on in the default server. Good practice.
                """,
            proof: """
                openssl s_client -connect ORIGIN:443 -noservername.
                """,
            fixes: """
                Nothing.
                """,
            sources: """
                nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_reject_handshake
                """),
        Explanation(
            "sni.not-known", "the origin shakes hands without the name only",
            means: """
                With the server name the handshake fails, without one it works. Cloudflare \
                always sends the name: 525 in Full and stronger.
                """,
            causes: """
                The name is not configured, and the server or a device in front of it ends \
                handshakes for names it does not know.
                """,
            proof: """
                openssl s_client with -servername HOST fails, with -noservername it works.
                """,
            fixes: """
                Give the name a TLS site, or add it to the load balancer's certificate map.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
    ]
}
