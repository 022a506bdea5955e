internal import EdgePolicy
internal import OriginFacts

/// The wording for remarks about a chain that change no ruling.
extension Wording {
    // swift-format-ignore
    func words(_ remark: ChainFinding) -> FindingWords {
        FindingWords(
            Wording.title(remark), saw: Wording.saw(remark), means: Wording.means(remark))
    }

    // swift-format-ignore
    static func title(_ remark: ChainFinding) -> TerminalText {
        switch remark {
        case .wrongOrder:            "certificates are out of order"
        case .extraCertificates:     "unneeded certificates are sent"
        case .duplicateCertificates: "certificates are sent more than once"
        case .rootSent:              "the root is sent"
        case .originCA:              "an Origin CA certificate, trusted by Cloudflare only"
        case .customAnchor:          "trusted by a root you supplied"
        case .notTrustedByBrowsers:  "trusted by Cloudflare, but not by browsers"
        case .targetNameOnly:        "only the CNAME target's name matches"
        case .commonNameOnly:        "only the common name matches"
        case .expiresSoon:           "the certificate expires soon"
        case .outlivesAnchor:        "the certificate outlives one above it"
        case .weakSignature:         "a signature uses an old algorithm"
        case .weakKey:               "the key is small"
        case .leafIsAuthority:       "the certificate is marked as a CA"
        case .underscoreAsHyphen:    "the name matches only by Cloudflare's rules"
        case .revoked:               "the certificate is revoked, which Cloudflare may notice"
        case .revocationUnknown:     "it is not known whether the certificate is revoked"
        case .stapleMissing:         "a promised OCSP staple is missing"
        case .brokenRule(let rule, _, _): Explanation.title(of: rule)
        }
    }

    static func saw(_ remark: ChainFinding) -> TerminalText {
        switch remark {
        case .wrongOrder: "the chain as sent is not in signing order"
        case .extraCertificates(let extra): names(extra)
        case .duplicateCertificates(let twice): names(twice)
        case .rootSent(let root), .customAnchor(let root), .notTrustedByBrowsers(let root):
            "\(root)"
        case .originCA: "the chain ends in a Cloudflare Origin CA root"
        case .targetNameOnly(let name): "the certificate is for \(name), the CNAME's content"
        case .commonNameOnly(let name): "CN \(name), and no subject alternative names"
        case .expiresSoon(let certificate, let notAfter): "\(certificate) expires on \(notAfter)"
        case .outlivesAnchor(let root, let notAfter): "\(root) expires on \(notAfter)"
        case .weakSignature(let certificate, let algorithm):
            "\(certificate) is signed with \(algorithm)"
        case .weakKey(let certificate, let key): "\(certificate) has \(name(key))"
        case .leafIsAuthority: "basic constraints say CA:TRUE"
        case .underscoreAsHyphen(let name): "\(name), with the underscore read as a hyphen"
        case .revoked(let certificate, let since, let reason):
            "\(certificate)\(sinceWords(since))\(reasonWords(reason))"
        case .revocationUnknown(let certificate, let doubts): "\(certificate): \(words(doubts))"
        case .stapleMissing(let certificate):
            "\(certificate) promises a stapled OCSP response (must-staple); none was sent"
        case .brokenRule(_, let certificate, let detail):
            detail.isEmpty ? "\(certificate)" : "\(certificate): \(detail)"
        }
    }

    static func means(_ remark: ChainFinding) -> TerminalText {
        switch remark {
        case .wrongOrder: "Cloudflare accepts any order; some clients do not."
        case .extraCertificates, .duplicateCertificates, .rootSent:
            "Harmless: it only makes the handshake larger."
        case .originCA:
            "Correct behind Cloudflare. Visitors who reach the origin directly see a warning."
        case .customAnchor:
            "Cloudflare trusts it only if the zone's Custom Origin Trust Store holds it."
        case .notTrustedByBrowsers:
            "Full (strict) works. Visitors who reach the origin directly see a warning."
        case .targetNameOnly:
            "Full (strict) accepts it for a proxied CNAME to that name, and for no other record."
        case .commonNameOnly: "Full (strict) accepts it; browsers refuse such certificates."
        case .expiresSoon: "After that, visitors get 526 in Full (strict)."
        case .outlivesAnchor: "Full (strict) works until the earlier of the two expires."
        case .weakSignature, .weakKey:
            "Whether Cloudflare refuses it is not documented; public CAs no longer issue it."
        case .leafIsAuthority: "Cloudflare is not known to refuse it; a server should not have it."
        case .underscoreAsHyphen:
            "Full (strict) is expected to accept it (inferred); browsers do not."
        case .revoked:
            """
            Full (strict) is at risk of 526: whether Cloudflare looks up revocation for public CAs is \
            not documented. Browsers refuse it.
            """
        case .revocationUnknown:
            "Normal where nothing is stapled and no CRL is named; Cloudflare is not known to check."
        case .stapleMissing:
            """
            Cloudflare is not known to reject it. Firefox rejects it where visitors reach the \
            origin directly.
            """
        case .brokenRule(let rule, _, _):
            switch rule.weight {
            case .note: "Incorrect, but neither Cloudflare nor browsers are known to reject it."
            case .warning: "Incorrect; some clients reject it."
            }
        }
    }
}
