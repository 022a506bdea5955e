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
        case .irregular(_, let certificate, let detail):
            ["certificate": .string(certificate), "detail": .string(detail)]
        }
    }
}
