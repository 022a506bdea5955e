internal import DataFormats
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

extension CertificateRevocation {
    /// What it is about, the status, and the facts.
    var json: JSONValue {
        let head: JSONValue = [
            "certificate": .string(certificate), "sha256": .string(sha256),
            "leaf": .bool(isLeaf), "must_staple": .bool(promisesStaple),
        ]
        return head.adding(status.json)
    }
}

extension RevocationStatus {
    fileprivate var json: JSONValue {
        switch self {
        case .good(let until, let source):
            [
                "status": "good", "until": until?.json ?? .null,
                "source": .string(source),
            ]
        case .revoked(let since, let reason, let source):
            [
                "status": "revoked", "since": since?.json ?? .null,
                "revocation_reason": .of(reason?.rawValue), "source": .string(source),
            ]
        case .unknown(let doubts):
            ["status": "unknown", "doubts": .array(doubts.map(\.json))]
        }
    }
}

extension RevocationDoubt {
    /// Why, by which evidence, and what was found.
    var json: JSONValue {
        [
            "why": .string(kind.rawValue), "source": .string(source), "detail": .string(detail),
        ]
    }
}
