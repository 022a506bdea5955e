/// Explanations of findings about a certificate that Full (strict) refuses.
extension Explanation {
    static let certificates = [
        Explanation(
            "cert.expired", "the certificate has expired",
            means:
                "Its validity has ended. Visitors get 526 in Full (strict); Full does not check.",
            causes: """
                Renewal failed; with Full (strict) and Always Use HTTPS, an HTTP challenge can \
                fail because of the expired certificate itself.
                It was renewed on disk, but the server was not reloaded.
                One of several servers was forgotten.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v; openssl x509 -enddate -in FILE \
                compares the file.
                """,
            fixes: """
                Renew, then reload the server.
                To avoid that deadlock, use DNS challenges or an Origin CA certificate.
                """,
            sources: """
                ssl/origin-configuration/ssl-modes/full-strict
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                """),
        Explanation(
            "cert.not-yet-valid", "the certificate is not valid yet",
            means: "Its validity has not begun: 526, as for an expired one.",
            causes: """
                The clock of the machine that issued it is ahead.
                It was installed early.
                """,
            proof: "openssl x509 -startdate",
            fixes: "Wait, or reinstall the previous one; correct the clock.",
            sources: "ssl/origin-configuration/ssl-modes/full-strict"),
        Explanation(
            "name.mismatch", "the certificate is for other names",
            means: """
                Neither the requested host nor (for a proxied CNAME) its target is among the \
                certificate's names: 526. A wildcard covers exactly one label.
                """,
            causes: """
                The server's default site answers for this name.
                The certificate lists the apex only, or www only.
                *.example.com does not cover a.b.example.com.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v lists the names.
                For a proxied CNAME: --also-name TARGET.
                """,
            fixes: """
                Get a certificate with the name, or point the server's site for that name at the \
                right one.
                """,
            sources: """
                ssl/origin-configuration/ssl-modes/full-strict
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                """),
        Explanation(
            "cert.wrong-purpose", "the certificate is not for TLS servers",
            means: "Its extended key usage lacks serverAuth: 526 (inferred from BoringSSL).",
            causes: "A client or mail certificate was installed.",
            proof: "openssl x509 -text: Extended Key Usage.",
            fixes: "Install a server certificate.",
            sources: """
                google/boringssl: crypto/x509/x509_vfy.cc
                RFC 5280 section 4.2.1.12
                """),
        Explanation(
            "cert.unknown-critical", "an unknown critical extension",
            means: """
                An extension is marked critical, and the verifier does not know it, so it must \
                reject the certificate: 526.
                """,
            causes: "A home-made or special-purpose certificate.",
            proof: "openssl x509 -text",
            fixes: "Issue it without that extension.",
            sources: "RFC 5280 section 4.2"),
        Explanation(
            "cert.broken-signature", "a signature uses a broken algorithm",
            means: "MD2, MD4 or MD5: such signatures can be forged and are rejected.",
            causes: "A very old or home-made CA.",
            proof: "openssl x509 -text: Signature Algorithm.",
            fixes: "Reissue it with SHA-256.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
        Explanation(
            "cert.weak-key", "the key cannot be used",
            means: """
                A key type or size that Cloudflare does not accept. An Ed25519 key already fails \
                in the handshake (525, inferred).
                """,
            causes: "RSA below 1024 bits; exotic curves.",
            proof: "openssl x509 -text: Public Key.",
            fixes: "Generate an RSA 2048 or EC P-256 key and get a new certificate.",
            sources: """
                cloudflare/pingora: pingora-core/src/connectors/tls/boringssl_openssl/mod.rs
                """),
        Explanation(
            "cert.malformed", "the certificate is malformed",
            means: """
                A name with characters it cannot have, a wildcard over a single label, a version \
                other than 3: verifiers reject such certificates.
                """,
            causes: "A home-made certificate.",
            proof: "openssl x509 -text",
            fixes: "Reissue it.",
            sources: "RFC 5280 section 4"),
        Explanation(
            "cert.revoked", "the certificate is revoked",
            means: """
                Its CA revoked it. For an Origin CA certificate expect 526: Cloudflare's \
                documentation says to leave strict before revoking one. For public CAs see \
                revocation.revoked.
                """,
            causes: """
                The key was reported as compromised.
                It was revoked by mistake while still installed.
                """,
            proof: "The CA's OCSP response or CRL.",
            fixes: "Install a new certificate with a new key.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                ssl/origin-configuration/origin-ca
                """),
        Explanation(
            "cert.other", "the certificate is refused",
            means: """
                OpenSSL rejects the chain for a reason that has no entry of its own here; the number is OpenSSL's.
                """,
            causes: "Rare extensions or policies.",
            proof: "openssl verify -purpose sslserver -untrusted CHAIN LEAF.",
            fixes: "Install a certificate from a public CA or the Origin CA.",
            sources: "openssl-verification-options(1)"),
    ]
}
