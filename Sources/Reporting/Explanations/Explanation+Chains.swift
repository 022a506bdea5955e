/// Findings about chains and trust.
extension Explanation {
    static let chains = [
        Explanation(
            "chain.incomplete", "an intermediate certificate is missing",
            means: """
                The server sends the leaf without the certificate that signed it. Browsers fetch \
                or remember it, which is why \"it works in my browser\"; Cloudflare does not: \
                526 in Full (strict).
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
            means: "The certificate vouches for itself. Full takes it, Full (strict) answers 526.",
            causes: """
                A certificate made by hand or by a distribution (snake oil).
                A default of the server because the right one is missing.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: """
                Install a Cloudflare Origin CA certificate (free, up to 15 years) or one of a \
                public CA.
                """,
            sources: """
                ssl/origin-configuration/ssl-modes/full-strict
                ssl/origin-configuration/origin-ca
                """),
        Explanation(
            "trust.unknown-root", "the chain ends in a root Cloudflare does not trust",
            means: """
                The chain is whole, but its root is neither in Cloudflare's list nor the Origin \
                CA: 526.
                """,
            causes: """
                A company's own CA.
                A staging certificate (Let's Encrypt staging).
                A Custom Origin Trust Store on the zone: then only the uploaded CAs count.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v names the root; fullstrict trust show \
                tells which list was used.
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
            "chain.bad-signature", "a signature in the chain is wrong",
            means: "A certificate was not signed by the one that seems to be its issuer: 526.",
            causes: """
                Intermediates of an older generation with the same name.
                A damaged or edited certificate.
                """,
            proof: "openssl verify -untrusted CHAIN LEAF.",
            fixes: "Fetch the chain anew from the CA and install it.",
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
            fixes: "Make the CA anew with CA:TRUE and keyCertSign.",
            sources: """
                RFC 5280 section 4.2.1.9
                google/boringssl: crypto/x509/x509_vfy.cc
                """),
        Explanation(
            "chain.path-length", "the chain is longer than a CA in it allows",
            means: "A CA limits how many CAs may stand below it, and there are more: 526.",
            causes: "A home-made sub-CA below a pathlen:0 CA.",
            proof: "openssl x509 -text: pathlen.",
            fixes: "Issue from a CA that may.",
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
            causes: "A chain made to be slow; a whole bundle sent by mistake.",
            proof: "fullstrict check HOST --resolve ORIGIN -v counts the certificates.",
            fixes: "Send the leaf and its intermediates only.",
            sources: "RFC 5280 section 6"),
        Explanation(
            "chain.ambiguous-path", "the chain is good by one path and bad by another",
            means: """
                Among the certificates sent there are two ways to a root, one good, one bad. \
                Which one the edge takes depends on its path building: 526 is possible.
                """,
            causes: """
                An expired cross-signed certificate is still sent.
                Two intermediates of the same name.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v names the certificate in the way.",
            fixes: "Take that certificate out of the chain file; reload.",
            sources: "google/boringssl: crypto/x509/x509_vfy.cc"),
    ]
}
