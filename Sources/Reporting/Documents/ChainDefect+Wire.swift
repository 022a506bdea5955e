internal import OriginFacts

extension ChainDefect {
    /// The id and the facts.
    var json: JSONValue {
        let head: JSONValue = ["id": .string(id)]
        return head.adding(facts)
    }

    private var facts: JSONValue {
        switch self {
        case .expired(let certificate, let notAfter):
            ["certificate": .string(certificate), "not_after": notAfter.json]
        case .notYetValid(let certificate, let notBefore):
            ["certificate": .string(certificate), "not_before": notBefore.json]
        case .nameMismatch(let wanted, let present):
            ["wanted": .of(wanted), "present": .of(present)]
        case .missingIssuer(let certificate, let issuer):
            ["certificate": .string(certificate), "missing": .string(issuer)]
        case .unknownRoot(let root): ["root": .string(root)]
        case .selfSigned(let certificate), .badSignature(let certificate),
            .notAuthority(let certificate), .pathLengthExceeded(let certificate),
            .wrongPurpose(let certificate), .unknownCriticalExtension(let certificate):
            ["certificate": .string(certificate)]
        case .nameConstraints(let certificate, let detail), .malformed(let certificate, let detail):
            ["certificate": .string(certificate), "detail": .string(detail)]
        case .brokenSignatureAlgorithm(let certificate, let algorithm):
            ["certificate": .string(certificate), "algorithm": .string(algorithm)]
        case .unusableKey(let certificate, let key):
            ["certificate": .string(certificate), "key": key.json]
        case .revoked(let certificate, let since):
            ["certificate": .string(certificate), "since": since?.json ?? .null]
        case .revocationUnknown(let certificate, let doubts):
            ["certificate": .string(certificate), "doubts": .array(doubts.map(\.json))]
        case .tooComplex(let detail): ["detail": .string(detail)]
        case .dependsOnPathBuilding(let remove): ["remove": .string(remove)]
        case .other(let certificate, let code, let text):
            ["certificate": .string(certificate), "code": .of(code), "text": .string(text)]
        }
    }
}
