/// Remarks about chains that break nothing.
extension Explanation {
    static let remarks = [
        Explanation(
            "chain.wrong-order", "certificates are out of order",
            means: """
                Cloudflare takes what is sent as a pool and finds its way. Some other clients do \
                not.
                """,
            causes: "The bundle was put together by hand.",
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: "Leaf first, then each issuer in order.",
            sources: """
                google/boringssl: crypto/x509/x509_vfy.cc
                RFC 8446 section 4.4.2
                """),
        Explanation(
            "chain.extra", "certificates are sent that nobody needs",
            means: "They only make the handshake larger.",
            causes: "Old intermediates left in the file.",
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: "Take them out.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
        Explanation(
            "chain.duplicate", "certificates are sent twice",
            means: "They only make the handshake larger.",
            causes: "The leaf stands in the chain file and in the certificate file.",
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: "Take one out.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
        Explanation(
            "chain.root-sent", "the root is sent along",
            means: "Verifiers have the root already and ignore it. It costs about a kilobyte.",
            causes: "A bundle with the root in it.",
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: "Take it out, or leave it.",
            sources: "RFC 8446 section 4.4.2"),
        Explanation(
            "trust.origin-ca", "an Origin CA certificate, trusted by Cloudflare only",
            means: """
                The certificate comes from Cloudflare's Origin CA. Behind Cloudflare it is as \
                good as any; a visitor who reaches the origin directly is warned.
                """,
            causes: "It was made in the dashboard or by the API.",
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: """
                Keep the record proxied; do not pause the zone. Both Origin CA roots end on \
                2029-08-15.
                """,
            sources: "ssl/origin-configuration/origin-ca"),
        Explanation(
            "trust.custom-store", "trusted by a root you named",
            means: """
                The verdict rests on --trust only: or --add-ca. Cloudflare agrees only if the \
                zone's Custom Origin Trust Store holds the same CA; the store replaces the \
                public list.
                """,
            causes: "You said so.",
            proof: "The dashboard: SSL/TLS > Origin Server.",
            fixes: "Upload the CA (Advanced Certificate Manager), or use a public certificate.",
            sources: "ssl/origin-configuration/custom-origin-trust-store"),
        Explanation(
            "trust.not-browsers", "trusted by Cloudflare, but not by browsers",
            means: """
                Cloudflare's list of roots is longer than any browser's. Full (strict) works; a \
                direct visitor is warned.
                """,
            causes: "A CA that browsers have removed.",
            proof: "fullstrict check HOST --resolve ORIGIN -v: strict accepted, browser rejected.",
            fixes: "Get a certificate of another CA when this one ends.",
            sources: "cloudflare/cfssl_trust"),
        Explanation(
            "name.target-only", "only the CNAME target's name matches",
            means: """
                The certificate is for the content of the proxied CNAME record, not for the \
                requested host. Full (strict) takes either name.
                """,
            causes: "A hosted service with its own certificate (GitHub Pages and the like).",
            proof: "fullstrict check HOST --resolve ORIGIN -v --also-name TARGET.",
            fixes: "Nothing, as long as the record stays a CNAME to that name.",
            sources: "ssl/origin-configuration/ssl-modes/full-strict"),
        Explanation(
            "name.cn-only", "only the common name matches",
            means: """
                The certificate has no list of names; the common name is used instead. Full \
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
            "name.underscore", "the name matches only as Cloudflare reads it",
            means: """
                An underscore in the first label is read as a hyphen by Cloudflare's open-source \
                proxy (inferred). Browsers do not do that.
                """,
            causes: "A host name with an underscore.",
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: "Use a name without underscores, or list the name itself.",
            sources: "cloudflare/pingora: pingora-core/src/connectors/tls/mod.rs"),
        Explanation(
            "cert.expires-soon", "the certificate expires soon",
            means: """
                Less than a fifth of its lifetime is left, 14 days at most. From its last day on \
                Full (strict) answers 526.
                """,
            causes: "Renewal is due, or has stopped working.",
            proof: "fullstrict check HOST --resolve ORIGIN -v; the log of the ACME client.",
            fixes: "Renew now, then reload; then see why it did not happen by itself.",
            sources: "ssl/origin-configuration/ssl-modes/full-strict"),
        Explanation(
            "cert.outlives-root", "the certificate outlives one above it",
            means: """
                A certificate above the leaf ends first; then the whole chain ends. Both Origin \
                CA roots end on 2029-08-15, earlier than a leaf of 15 years.
                """,
            causes: "A long-lived Origin CA certificate.",
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: "Note the date; replace it when Cloudflare gives new roots.",
            sources: "ssl/origin-configuration/origin-ca"),
        Explanation(
            "cert.weak-signature", "a signature uses an old algorithm",
            means: """
                SHA-1 in a signature that counts. Whether Cloudflare refuses it is not \
                documented; public CAs have not issued it since 2016.
                """,
            causes: "A home-made or very old CA.",
            proof: "openssl x509 -text.",
            fixes: "Issue it anew with SHA-256.",
            sources: "CA/Browser Forum Baseline Requirements 7.1.3"),
        Explanation(
            "cert.small-key", "the key is small",
            means: """
                RSA below 2048 bits or the like. Whether Cloudflare refuses it is not \
                documented.
                """,
            causes: "An old key kept through renewals.",
            proof: "openssl x509 -text.",
            fixes: "Make a new key: RSA 2048 or EC P-256.",
            sources: "CA/Browser Forum Baseline Requirements 6.1.5"),
        Explanation(
            "cert.leaf-is-ca", "the certificate is marked as a CA",
            means: """
                The server's own certificate says CA:TRUE. Cloudflare is not known to mind; \
                whoever steals its key could sign more.
                """,
            causes: "openssl req -x509 makes such certificates by default.",
            proof: "openssl x509 -text.",
            fixes: "Issue it with CA:FALSE.",
            sources: "RFC 5280 section 4.2.1.9"),
    ]
}
