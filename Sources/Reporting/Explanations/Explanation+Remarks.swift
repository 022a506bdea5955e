/// Explanations of harmless remarks about chains.
extension Explanation {
    static let remarks = [
        Explanation(
            "chain.wrong-order", "certificates are out of order",
            means: """
                Cloudflare treats the certificates as an unordered pool and finds the path. Some \
                other clients do not.
                """,
            causes: "The bundle was put together by hand.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Leaf first, then each issuer in order.",
            sources: """
                google/boringssl: crypto/x509/x509_vfy.cc
                RFC 8446 section 4.4.2
                """),
        Explanation(
            "chain.extra", "unneeded certificates are sent",
            means: "They only make the handshake larger.",
            causes: "Old intermediates left in the file.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Remove them.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
        Explanation(
            "chain.duplicate", "certificates are sent more than once",
            means: "They only make the handshake larger.",
            causes: "The leaf is in both the chain file and the certificate file.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Remove one.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
        Explanation(
            "chain.root-sent", "the root is sent",
            means: "Verifiers have the root already and ignore it. It costs about a kilobyte.",
            causes: "A bundle with the root in it.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Remove it, or leave it.",
            sources: "RFC 8446 section 4.4.2"),
        Explanation(
            "trust.origin-ca", "an Origin CA certificate, trusted by Cloudflare only",
            means: """
                The certificate comes from Cloudflare's Origin CA. Behind Cloudflare it works \
                like any other; visitors who reach the origin directly see a warning.
                """,
            causes: "It was issued in the dashboard or through the API.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: """
                Keep the record proxied; do not pause the zone. Both Origin CA roots expire on 2029-08-15.
                """,
            sources: "ssl/origin-configuration/origin-ca"),
        Explanation(
            "trust.custom-store", "trusted by a root you supplied",
            means: """
                The verdict depends on --trust only: or --add-ca. Cloudflare agrees only if the \
                zone's Custom Origin Trust Store holds the same CA; the store replaces the \
                public list.
                """,
            causes: "--trust only: or --add-ca was given.",
            proof: "The dashboard: SSL/TLS > Origin Server.",
            fixes: "Upload the CA (Advanced Certificate Manager), or use a public certificate.",
            sources: "ssl/origin-configuration/custom-origin-trust-store"),
        Explanation(
            "trust.not-browsers", "trusted by Cloudflare, but not by browsers",
            means: """
                Cloudflare trusts more roots than any browser. Full (strict) works; visitors who \
                reach the origin directly see a warning.
                """,
            causes: "A CA that browsers have removed.",
            proof: "fullstrict check HOST --resolve ORIGIN -v: strict accepted, browser rejected.",
            fixes: "Get a certificate from another CA when this one expires.",
            sources: "cloudflare/cfssl_trust"),
        Explanation(
            "name.target-only", "only the CNAME target's name matches",
            means: """
                The certificate is for the content of the proxied CNAME record, not for the \
                requested host. Full (strict) accepts either name.
                """,
            causes: "A hosted service with its own certificate (GitHub Pages and the like).",
            proof: "fullstrict check HOST --resolve ORIGIN -v --also-name TARGET",
            fixes: "Nothing, as long as the record stays a CNAME to that name.",
            sources: "ssl/origin-configuration/ssl-modes/full-strict"),
        Explanation(
            "name.cn-only", "only the common name matches",
            means: """
                The certificate has no subject alternative names; the common name is used instead. Full \
                (strict) accepts that (CN or SAN); browsers do not.
                """,
            causes: "A home-made certificate.",
            proof: "openssl x509 -text: no Subject Alternative Name.",
            fixes: "Issue it with the names in the SAN.",
            sources: """
                ssl/origin-configuration/ssl-modes/full-strict
                google/boringssl: crypto/x509/x509_vfy.cc
                """),
        Explanation(
            "name.underscore", "the name matches only by Cloudflare's rules",
            means: """
                An underscore in the first label is read as a hyphen by Cloudflare's open-source \
                proxy (inferred). Browsers do not do that.
                """,
            causes: "A host name with an underscore.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: """
                Use a name without underscores, or get a certificate that lists the name itself.
                """,
            sources: "cloudflare/pingora: pingora-core/src/connectors/tls/mod.rs"),
        Explanation(
            "cert.expires-soon", "the certificate expires soon",
            means: """
                Less than a fifth of its lifetime is left, 14 days at most. After it expires, \
                visitors get 526 in Full (strict).
                """,
            causes: "Renewal is due, or has stopped working.",
            proof: "fullstrict check HOST --resolve ORIGIN -v; the log of the ACME client.",
            fixes: "Renew now, then reload; then find out why it was not renewed automatically.",
            sources: "ssl/origin-configuration/ssl-modes/full-strict"),
        Explanation(
            "cert.outlives-root", "the certificate outlives one above it",
            means: """
                A certificate above the leaf expires first, and the chain with it. Both Origin CA \
                roots expire on 2029-08-15, earlier than a leaf of 15 years.
                """,
            causes: "A long-lived Origin CA certificate.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Note the date; replace it when Cloudflare publishes new roots.",
            sources: "ssl/origin-configuration/origin-ca"),
        Explanation(
            "cert.weak-signature", "a signature uses an old algorithm",
            means: """
                SHA-1 in a signature that matters. Whether Cloudflare rejects it is not \
                documented; public CAs have not issued it since 2016.
                """,
            causes: "A home-made or very old CA.",
            proof: "openssl x509 -text",
            fixes: "Reissue it with SHA-256.",
            sources: "CA/Browser Forum Baseline Requirements 7.1.3"),
        Explanation(
            "cert.small-key", "the key is small",
            means: """
                RSA below 2048 bits or a similar weakness. Whether Cloudflare rejects it is not documented.
                """,
            causes: "An old key kept through renewals.",
            proof: "openssl x509 -text",
            fixes: "Generate a new key: RSA 2048 or EC P-256.",
            sources: "CA/Browser Forum Baseline Requirements 6.1.5"),
        Explanation(
            "cert.leaf-is-ca", "the certificate is marked as a CA",
            means: """
                The server's own certificate says CA:TRUE. Cloudflare is not known to reject it, \
                but with its key an attacker could sign further certificates.
                """,
            causes: "openssl req -x509 makes such certificates by default.",
            proof: "openssl x509 -text",
            fixes: "Reissue it with CA:FALSE.",
            sources: "RFC 5280 section 4.2.1.9"),
    ]
}
