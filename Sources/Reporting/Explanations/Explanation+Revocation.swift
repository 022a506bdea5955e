/// What `--revocation` can find.
extension Explanation {
    static let revocation = [
        Explanation(
            "revocation.revoked", "the certificate is revoked, which Cloudflare may notice",
            means: """
                Its CA took it back. Whether Cloudflare looks up revocation for public CAs is \
                not documented, so Full (strict) is at risk of 526. Browsers refuse it. For an \
                Origin CA certificate the finding is cert.revoked.
                """,
            causes: """
                The key was reported as lost.
                The CA found that it had issued the certificate wrongly.
                It was renewed, the old one revoked, and the server not reloaded.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN --revocation crl.",
            fixes: "Install a new certificate with a new key, and reload the server.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                RFC 5280 section 5
                """),
        Explanation(
            "revocation.unknown", "it is not known whether the certificate is revoked",
            means: """
                No evidence settles it. That is normal where an origin staples nothing or a \
                certificate names no list: CAs may leave out OCSP altogether, and Cloudflare is \
                not known to ask.
                """,
            causes: """
                The origin staples nothing.
                The list cannot be fetched from here.
                The list or the staple is out of date.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN --revocation crl --json says why, in \
                "doubts".
                """,
            fixes: """
                Nothing to mend, unless the staple is broken: then let the server fetch a new \
                one.
                """,
            sources: """
                RFC 5280 section 6.3
                RFC 6960
                CA/Browser Forum Baseline Requirements section 7.1.2.11.2
                """),
        Explanation(
            "revocation.must-staple", "a promised OCSP staple is missing",
            means: """
                The certificate says that its server always staples, and it does not. Cloudflare \
                is not known to mind; Firefox refuses such a server.
                """,
            causes: """
                Stapling is not turned on.
                The server could not reach the responder since it was started.
                """,
            proof: "openssl s_client -connect ORIGIN:443 -servername HOST -status.",
            fixes: """
                Turn stapling on: ssl_stapling in nginx, SSLUseStapling in Apache.
                Issue the certificate anew without must-staple.
                """,
            sources: """
                RFC 7633 section 4.2.3.1
                RFC 6066 section 8
                """),
    ]
}
