/// Explanations of findings about chains and trust.
extension Explanation {
    static let chains = [
        Explanation(
            "chain.incomplete", "an intermediate certificate is missing",
            means: """
                The server sends the leaf without the certificate that signed it. Browsers fetch \
                or cache the missing one, which is why \"it works in my browser\". Cloudflare \
                does not: visitors get 526 in Full (strict).
                """,
            causes: """
                cert.pem was installed instead of fullchain.pem.
                Apache: an old SSLCertificateChainFile.
                A control panel without a field for the CA bundle.
                """,
            proof: """
                openssl s_client -connect ORIGIN:443 -servername HOST shows one certificate.
                fullstrict check HOST --resolve ORIGIN -v: the chain as sent.
                """,
            fixes: "Serve the leaf followed by the intermediate; reload the server.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                google/boringssl: crypto/x509/x509_vfy.cc
                """),
        Explanation(
            "trust.self-signed", "the certificate is self-signed",
            means:
                """
                No CA has signed the certificate. Full accepts it; visitors get 526 in Full \
                (strict).
                """,
            causes: """
                A certificate made by hand or by a distribution (snake oil).
                The server's default, because the right one is missing.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: """
                Install a Cloudflare Origin CA certificate (free, up to 15 years) or one from a public CA.
                """,
            sources: """
                ssl/origin-configuration/ssl-modes/full-strict
                ssl/origin-configuration/origin-ca
                """),
        Explanation(
            "trust.unknown-root", "the chain ends in a root Cloudflare does not trust",
            means: """
                The chain is complete, but its root is neither in Cloudflare's trust store nor the Origin CA's: 526.
                """,
            causes: """
                A company's own CA.
                A staging certificate (Let's Encrypt staging).
                A Custom Origin Trust Store on the zone: then only the uploaded CAs are trusted.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v names the root; fullstrict trust show \
                tells which trust store was used.
                """,
            fixes: """
                Use an Origin CA or public certificate, or upload the CA to the Custom Origin \
                Trust Store (and judge with --trust only:FILE).
                """,
            sources: """
                ssl/origin-configuration/ssl-modes/full-strict
                ssl/origin-configuration/custom-origin-trust-store
                cloudflare/cfssl_trust
                """),
        Explanation(
            "chain.bad-signature", "a signature in the chain is invalid",
            means:
                """
                A certificate was not signed by the certificate that appears to be its issuer: \
                526.
                """,
            causes: """
                Intermediates of an older generation with the same name.
                A damaged or edited certificate.
                """,
            proof: "openssl verify -untrusted CHAIN LEAF",
            fixes: "Download the chain again from the CA and install it.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
        Explanation(
            "chain.not-a-ca", "a certificate in the chain may not sign others",
            means: """
                A certificate that signed another is not marked as a CA, or may not sign \
                certificates: 526.
                """,
            causes: """
                A leaf was used to sign another certificate.
                A home-made CA without CA:TRUE.
                """,
            proof: "openssl x509 -text: basic constraints and key usage.",
            fixes: "Recreate the CA with CA:TRUE and keyCertSign.",
            sources: """
                RFC 5280 section 4.2.1.9
                google/boringssl: crypto/x509/x509_vfy.cc
                """),
        Explanation(
            "chain.path-length", "the chain is longer than one of its CAs allows",
            means: "A CA limits the number of CAs below it, and there are more: 526.",
            causes: "A home-made sub-CA below a pathlen:0 CA.",
            proof: "openssl x509 -text: pathlen.",
            fixes: "Issue the certificate from a CA that allows it.",
            sources: """
                RFC 5280 section 4.2.1.9
                google/boringssl: crypto/x509/x509_vfy.cc
                """),
        Explanation(
            "chain.name-constraints", "a CA in the chain may not sign for this name",
            means: "The CA is limited to other names: 526.",
            causes: "A company CA limited to internal domains.",
            proof: "openssl x509 -text: name constraints.",
            fixes: "Use a CA that may sign for the name.",
            sources: """
                RFC 5280 section 4.2.1.10
                google/boringssl: crypto/x509/x509_vfy.cc
                """),
        Explanation(
            "chain.too-complex", "the chain is too complex to judge",
            means: """
                More certificates, names or signature checks than the limits of this tool allow. \
                What the edge would do is not known.
                """,
            causes: "A chain built to be slow; a whole bundle sent by mistake.",
            proof: "fullstrict check HOST --resolve ORIGIN -v counts the certificates.",
            fixes: "Send the leaf and its intermediates only.",
            sources: "RFC 5280 section 6"),
        Explanation(
            "chain.ambiguous-path", "the chain is valid by one path and invalid by another",
            means: """
                The certificates sent allow two paths to a root, one valid and one not. Which one \
                Cloudflare uses depends on its path building: 526 is possible.
                """,
            causes: """
                An expired cross-signed certificate is still sent.
                Two intermediates of the same name.
                """,
            proof:
                "fullstrict check HOST --resolve ORIGIN -v names the certificate that causes it.",
            fixes: "Remove that certificate from the chain file; reload.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
    ]
}
