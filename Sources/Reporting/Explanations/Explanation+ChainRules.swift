internal import OriginFacts

/// The wording for the rules of `ChainRuleTable` in ChainVerification, by id.
extension Explanation {
    /// Returns the title of the rule's explanation; the id if there is no explanation.
    static func title(of rule: ChainRule) -> TerminalText {
        TerminalText(trusted: chainRules.first { $0.id == rule.id }?.title ?? rule.id)
    }

    static let chainRules = [
        Explanation(
            "cert.common-name-not-listed", "the common name is not among the SANs",
            means: """
                The CN is not repeated in the SAN. Names are taken from the SAN, so the CN has no \
                effect. It changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "CA/Browser Forum Baseline Requirements 7.1.4.3"),
        Explanation(
            "cert.eku-missing", "the certificate names no purpose",
            means: """
                Without an extended key usage a certificate is valid for any purpose; public CAs \
                may not issue that. It changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "CA/Browser Forum Baseline Requirements 7.1.2.7.6"),
        Explanation(
            "cert.eku-critical", "the purpose is marked critical",
            means:
                "The extended key usage is critical: unusual but harmless. It changes no verdict.",
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "RFC 5280 section 4.2.1.12"),
        Explanation(
            "cert.serial-not-positive", "the serial number is zero or negative",
            means: "Serial numbers must be positive. It changes no verdict.",
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "RFC 5280 section 4.1.2.2"),
        Explanation(
            "cert.serial-too-long", "the serial number is too long",
            means: "Serial numbers have at most 20 octets. It changes no verdict.",
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "RFC 5280 section 4.1.2.2"),
        Explanation(
            "cert.san-critical", "the subject alternative names are marked critical",
            means: """
                A critical SAN with a subject that is not empty: unusual but harmless. It \
                changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "RFC 5280 section 4.2.1.6"),
        Explanation(
            "cert.underscore-in-name", "a name has an underscore",
            means: """
                Host names have no underscores; public CAs may not issue such names. It changes \
                no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "CA/Browser Forum Baseline Requirements 7.1.2.7.12"),
        Explanation(
            "cert.root-profile", "a root with unusual extensions",
            means: "The root has a purpose or a foreign key identifier. It changes no verdict.",
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "RFC 5280 section 4.2.1.1"),
        Explanation(
            "cert.constraints-not-critical", "constraints that are not critical",
            means: """
                Name or policy constraints must be critical; here they are not, but they still \
                apply. It changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "RFC 5280 section 4.2.1.10"),
        Explanation(
            "cert.aia-malformed", "the issuer's URL cannot be read",
            means: """
                The authority information access extension is broken. Cloudflare does not use \
                it. It changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "RFC 5280 section 4.2.2.1"),
        Explanation(
            "cert.public-suffix-wildcard", "a wildcard over a public suffix",
            means: """
                The wildcard covers a suffix under which anyone may register, such as *.co.uk. \
                No public CA issues that. It changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "publicsuffix.org"),
        Explanation(
            "cert.odd-key-size", "an RSA key of an unusual size",
            means: "The size of the RSA key is not a multiple of 8 bits. It changes no verdict.",
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "CA/Browser Forum Baseline Requirements 6.1.5"),
        Explanation(
            "cert.strict-profile", "OpenSSL's strict profile refuses it",
            means: """
                With X509_V_FLAG_X509_STRICT, OpenSSL rejects this certificate. Neither \
                Cloudflare nor browsers apply these rules. It changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "openssl-verification-options(1)"),
        Explanation(
            "cert.security-level", "OpenSSL's security level 2 refuses it",
            means: """
                A key or signature is below OpenSSL's security level 2. Cloudflare is less \
                strict. It changes no verdict.
                """,
            causes: "A home-made certificate, or a CA that does not follow the profile.",
            proof: "openssl x509 -text",
            fixes: "Nothing for Cloudflare; correct it in the next certificate.",
            sources: "SSL_CTX_set_security_level(3)"),
    ]
}
