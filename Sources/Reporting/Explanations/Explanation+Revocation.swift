/// Explanations of the findings of `--revocation`.
extension Explanation {
    static let revocation = [
        Explanation(
            "revocation.revoked", "the certificate is revoked, which Cloudflare may notice",
            means: """
                Its CA revoked it. Whether Cloudflare checks revocation for public CAs is not \
                documented, so 526 is possible in Full (strict). Browsers reject it. For an \
                Origin CA certificate the finding is cert.revoked.
                """,
            causes: """
                The key was reported as compromised.
                The CA found that it had issued the certificate wrongly.
                It was renewed, the old one revoked, and the server not reloaded.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN --revocation crl",
            fixes: "Install a new certificate with a new key, and reload the server.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                RFC 5280 section 5
                """),
        Explanation(
            "revocation.unknown", "it is not known whether the certificate is revoked",
            means: """
                There is no conclusive evidence. That is normal where an origin staples nothing \
                or a certificate names no CRL: CAs may omit OCSP altogether, and Cloudflare is \
                not known to check.
                """,
            causes: """
                The origin staples nothing.
                The CRL cannot be fetched from here.
                The CRL or the staple is out of date.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN --revocation crl --json says why, in \
                "doubts".
                """,
            fixes: """
                Nothing, unless the staple is broken: then have the server fetch a new one.
                """,
            sources: """
                RFC 5280 section 6.3
                RFC 6960
                CA/Browser Forum Baseline Requirements section 7.1.2.11.2
                """),
        Explanation(
            "revocation.must-staple", "a promised OCSP staple is missing",
            means: """
                The certificate requires its server to staple, and it does not. Cloudflare is not \
                known to reject it; Firefox rejects such a server.
                """,
            causes: """
                Stapling is not turned on.
                The server has not reached the responder since it was started.
                """,
            proof: "openssl s_client -connect ORIGIN:443 -servername HOST -status",
            fixes: """
                Turn stapling on: ssl_stapling in nginx, SSLUseStapling in Apache.
                Reissue the certificate without must-staple.
                """,
            sources: """
                RFC 7633 section 4.2.3.1
                RFC 6066 section 8
                """),
    ]
}
