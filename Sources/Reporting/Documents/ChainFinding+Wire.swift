internal import OriginFacts

extension ChainFinding {
    /// The id and the facts.
    var json: JSONValue {
        let head: JSONValue = ["id": .string(id)]
        return head.adding(facts)
    }

    private var facts: JSONValue {
        switch self {
        case .wrongOrder, .originCA, .leafIsAuthority: [:]
        case .extraCertificates(let certificates), .duplicateCertificates(let certificates):
            ["certificates": .of(certificates)]
        case .rootSent(let root), .customAnchor(let root), .notTrustedByBrowsers(let root):
            ["root": .string(root)]
        case .targetNameOnly(let name), .commonNameOnly(let name): ["name": .string(name)]
        case .expiresSoon(let certificate, let notAfter):
            ["certificate": .string(certificate), "not_after": notAfter.json]
        case .outlivesAnchor(let root, let notAfter):
            ["root": .string(root), "not_after": notAfter.json]
        case .weakSignature(let certificate, let algorithm):
            ["certificate": .string(certificate), "algorithm": .string(algorithm)]
        case .weakKey(let certificate, let key):
            ["certificate": .string(certificate), "key": key.json]
        case .underscoreAsHyphen(let name): ["name": .string(name)]
        case .revoked(let certificate, let since, let reason):
            [
                "certificate": .string(certificate), "since": since?.json ?? .null,
                "revocation_reason": .of(reason?.rawValue),
            ]
        case .revocationUnknown(let certificate, let doubts):
            ["certificate": .string(certificate), "doubts": .array(doubts.map(\.json))]
        case .stapleMissing(let certificate): ["certificate": .string(certificate)]
        case .irregular(_, let certificate, let detail):
            ["certificate": .string(certificate), "detail": .string(detail)]
        }
    }
}
