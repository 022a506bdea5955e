/// Findings about TLS handshakes.
extension Explanation {
    static let handshakes = [
        Explanation(
            "tls.unrecognized-name", "the origin does not know the name",
            means: """
                The server answers the server name with the alert unrecognized_name (112). \
                Cloudflare's answer is 525 in Full and stronger.
                """,
            causes: """
                No TLS site for this name; nginx: ssl_reject_handshake on.
                An SNI or Host override sends another name.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v.
                openssl s_client -connect ORIGIN:443 -servername HOST.
                """,
            fixes: """
                Give the server a TLS site for the name.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                rules/origin-rules/features
                """),
        Explanation(
            "tls.no-overlap", "no TLS version or cipher in common",
            means: """
                The origin offers nothing of what the edge offers: TLS 1.0 to 1.3 with \
                AES-GCM or a few CBC suites over ECDHE or RSA; X25519, P-256 or P-384. \
                Cloudflare's answer is 525.
                """,
            causes: """
                Only ciphers the edge lacks: DHE, ChaCha20 under TLS 1.2, Camellia, RC4.
                An ECDSA certificate with TLS 1.0 only.
                Only curves such as secp521r1 or brainpool.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v: the alert is handshake_failure \
                (40) or protocol_version (70).
                openssl s_client offers more than the edge: that it succeeds proves \
                nothing.
                """,
            fixes: """
                Allow TLS 1.2 and 1.3 with ECDHE and AES-GCM.
                """,
            sources: """
                ssl/origin-configuration/cipher-suites
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.alert", "the origin breaks the handshake off",
            means: """
                The server sent a fatal alert. The number says why (RFC 8446 section 6). \
                Cloudflare's answer is 525.
                """,
            causes: """
                internal_error (80): a key or certificate the server cannot load, often \
                for this name only.
                A policy of the server or of a device in front of it.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v, and the server's log.
                """,
            fixes: """
                Mend what the log names.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                RFC 8446 section 6
                """),
        Explanation(
            "tls.alert-sent", "the origin's handshake cannot be accepted",
            means: """
                The server's messages break a rule of TLS, so that any client must refuse. \
                Cloudflare's answer is 525 (inferred).
                """,
            causes: """
                A broken or very old TLS implementation.
                A middlebox that changes the handshake.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v gives OpenSSL's reason.
                """,
            fixes: """
                Update the server; take the middlebox out of the way.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.plain-http", "the TLS port speaks plain HTTP",
            means: """
                The first bytes from the port are an HTTP answer. Cloudflare's answer is \
                525.
                """,
            causes: """
                nginx: listen 443 without ssl. Apache: no SSLEngine on.
                A container publishes its plain port as 443.
                TLS directives lost in an update or a template.
                """,
            proof: """
                curl http://ORIGIN:443/ gets an answer.
                """,
            fixes: """
                Make the port speak TLS: listen 443 ssl; SSLEngine on.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.not-tls", "the port does not speak TLS",
            means: """
                Something else than TLS answers on the port: SSH, a proxy protocol, a \
                database. Cloudflare's answer is 525.
                """,
            causes: """
                The wrong port.
                A service that shares the port.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows the first bytes.
                """,
            fixes: """
                Put the web server on the port, or name the right one (-p, an Origin \
                Rule).
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.closed", "the origin hangs up during the handshake",
            means: """
                The connection was closed or reset before the handshake was done. \
                Cloudflare's answer is 525 (inferred from its open-source proxy).
                """,
            causes: """
                A firewall that looks into TLS.
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A server without a certificate for the name.
                A load balancer without a server behind it.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v; the logs of what stands in \
                front of the server.
                """,
            fixes: """
                Mend or remove what hangs up.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                cloudflare/pingora: \
                pingora-core/src/protocols/tls/boringssl_openssl/client.rs
                """),
        Explanation(
            "tls.stalled", "the handshake stalls",
            means: """
                Connected, then silence. Cloudflare's answer is 522 or 525; which is not \
                documented. Pingora counts the handshake as connecting, for which the edge has 19 \
                seconds; packets that nobody acknowledges end after 90, with 522.
                """,
            causes: """
                A middlebox that drops large or split first packets.
                A proxy that waits for the PROXY protocol.
                An overloaded server.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v: connected, then silence.
                """,
            fixes: """
                Find what swallows the first packet; switch the PROXY protocol off.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-522
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.certificate-too-large", "the certificate message is too large",
            means: """
                More than 100 KB of certificates in one handshake: BoringSSL, which \
                Cloudflare uses, stops there (inferred). The answer is 525.
                """,
            causes: """
                A whole CA bundle is sent instead of a chain.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v counts the certificates.
                """,
            fixes: """
                Send the leaf and its intermediates only.
                """,
            sources: """
                google/boringssl: ssl/ssl_lib.cc (max_cert_list)
                """),
        Explanation(
            "tls.broken", "the handshake breaks the rules",
            means: """
                What the server sends is TLS, but broken. Cloudflare's answer is 525.
                """,
            causes: """
                A middlebox that changes the stream.
                A broken implementation.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v gives OpenSSL's reason.
                """,
            fixes: """
                Update the server; take the middlebox out of the way.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.client-cert-asked", "the origin asks for a client certificate",
            means: """
                The server asked, and did not insist. With Authenticated Origin Pulls on, \
                Cloudflare shows its certificate.
                """,
            causes: """
                ssl_verify_client optional (nginx), SSLVerifyClient optional (Apache).
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v names the authorities it \
                accepts.
                """,
            fixes: """
                Nothing, if that is what you want.
                """,
            sources: """
                ssl/origin-configuration/authenticated-origin-pull
                """),
        Explanation(
            "tls.client-cert-required", "the origin insists on a client certificate",
            means: """
                The server refuses whoever shows none. That is good with Authenticated \
                Origin Pulls on; if it is off, Cloudflare's answer is 525 (TLS 1.2), 520 \
                (TLS 1.3) or the server's own 400 (nginx).
                """,
            causes: """
                Authenticated Origin Pulls set up at the origin.
                A client certificate demanded for another reason.
                """,
            proof: """
                The dashboard: SSL/TLS > Origin Server.
                fullstrict has no Cloudflare certificate and cannot look further.
                """,
            fixes: """
                Turn Authenticated Origin Pulls on, or stop requiring the certificate.
                """,
            sources: """
                ssl/origin-configuration/authenticated-origin-pull
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.hello-retry", "the origin asks for another key share first",
            means: """
                The server prefers a group of which the client sent no key share and asks \
                again (HelloRetryRequest). Cloudflare follows; it costs one round trip.
                """,
            causes: """
                The server prefers P-384, or a post-quantum group.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows the group.
                """,
            fixes: """
                Nothing, or put X25519 first at the server.
                """,
            sources: """
                ssl/post-quantum-cryptography/pqc-to-origin
                RFC 8446 section 4.1.4
                """),
    ]
}
