internal import EdgePolicy
internal import OriginFacts

/// The wording for reasons to refuse a chain.
extension Wording {
    /// Returns the wording for a defect; `isCertain` states whether the edge is known to reject it.
    func words(
        _ defect: ChainDefect, isCertain: Bool
    ) -> FindingWords {
        FindingWords(
            Wording.title(defect), saw: Wording.saw(defect),
            means: isCertain ? refusedMeans(defect) : uncertainMeans)
    }

    private func refusedMeans(_ defect: ChainDefect) -> TerminalText {
        guard validates else {
            return """
                Nothing in \(name), which does not validate certificates; visitors would get 526 in Full (strict).
                """
        }
        let browsers: TerminalText =
            switch defect {
            case .missingIssuer:
                " Browsers may accept it where they can fetch the missing certificate."
            default: ""
            }
        return "Visitors get 526 in \(name); Full doesn't validate the certificate.\(browsers)"
    }

    private var uncertainMeans: TerminalText {
        """
        Cannot tell whether visitors get 526 in \(validates ? name : "Full (strict)"): how \
        Cloudflare handles this is not known.
        """
    }

    // swift-format-ignore
    static func title(_ defect: ChainDefect) -> TerminalText {
        switch defect {
        case .expired:                  "the certificate has expired"
        case .notYetValid:              "the certificate is not valid yet"
        case .nameMismatch:             "the certificate is for other names"
        case .missingIssuer:            "an intermediate certificate is missing"
        case .selfSigned:               "the certificate is self-signed"
        case .unknownRoot:              "the chain ends in a root Cloudflare does not trust"
        case .badSignature:             "a signature in the chain is invalid"
        case .notAuthority:             "a certificate in the chain may not sign others"
        case .pathLengthExceeded:       "the chain is longer than one of its CAs allows"
        case .nameConstraints:          "a CA in the chain may not sign for this name"
        case .wrongPurpose:             "the certificate is not for TLS servers"
        case .unknownCriticalExtension: "an unknown critical extension"
        case .brokenSignatureAlgorithm: "a signature uses a broken algorithm"
        case .unusableKey:              "the key cannot be used"
        case .malformed:                "the certificate is malformed"
        case .revoked:                  "the certificate is revoked"
        case .revocationUnknown:        "the CRLs do not say whether it is revoked"
        case .tooComplex:               "the chain is too complex to judge"
        case .dependsOnPathBuilding:    "the chain is valid by one path and invalid by another"
        case .other:                    "the certificate is refused"
        }
    }

    static func saw(_ defect: ChainDefect) -> TerminalText {
        switch defect {
        case .expired(let certificate, let notAfter):
            "\(certificate) expired on \(notAfter)"
        case .notYetValid(let certificate, let notBefore):
            "\(certificate) is not valid before \(notBefore)"
        case .nameMismatch(let wanted, let present):
            """
            wanted \(list(wanted.map { "\($0)" }, joiner: "or")); \
            the certificate has \(present.isEmpty ? "no name" : names(present))
            """
        case .missingIssuer(let certificate, let issuer):
            "\(certificate) was sent without its issuer \(issuer)"
        case .selfSigned(let certificate): "\(certificate) is self-signed"
        case .unknownRoot(let root): "the chain ends in \(root)"
        case .badSignature(let certificate):
            "the signature on \(certificate) does not match its issuer"
        case .notAuthority(let certificate): "\(certificate) is not a CA"
        case .pathLengthExceeded(let certificate): "\(certificate) allows fewer CAs below it"
        case .nameConstraints(let certificate, let detail): "\(certificate): \(detail)"
        case .wrongPurpose(let certificate):
            "\(certificate) lacks the purpose \"TLS server\" (serverAuth)"
        case .unknownCriticalExtension(let certificate): "\(certificate)"
        case .brokenSignatureAlgorithm(let certificate, let algorithm):
            "\(certificate) is signed with \(algorithm)"
        case .unusableKey(let certificate, let key): "\(certificate) has \(name(key))"
        case .malformed(let certificate, let detail): "\(certificate): \(detail)"
        case .revoked(let certificate, let since):
            since.map { "\(certificate), since \($0)" } ?? "\(certificate)"
        case .revocationUnknown(let certificate, let doubts): "\(certificate): \(words(doubts))"
        case .tooComplex(let detail): "\(detail)"
        case .dependsOnPathBuilding(let remove): "\(remove) causes it"
        case .other(let certificate, let code, let text):
            "\(certificate): \(text) (OpenSSL \(code))"
        }
    }

    /// Returns the key type and size: `RSA 2048`, `EC P-256`.
    static func name(_ key: KeyFacts) -> TerminalText {
        switch key {
        case .rsa(let bits): "RSA \(bits)"
        case .rsaPSS(let bits): "RSA-PSS \(bits)"
        case .ec("prime256v1"): "EC P-256"
        case .ec("secp384r1"): "EC P-384"
        case .ec("secp521r1"): "EC P-521"
        case .ec(let curve): "EC \(curve)"
        case .ed25519: "Ed25519"
        case .ed448: "Ed448"
        case .other(let algorithm): "a key of kind \(algorithm)"
        }
    }
}
