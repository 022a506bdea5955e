internal import DataFormats
internal import OriginFacts

extension ChainDefect {
    /// The id and the facts of the defect.
    var json: JSONValue {
        facts.identified(by: id).json
    }
}

extension ChainFinding {
    /// The id and the facts of the remark.
    var json: JSONValue {
        facts.identified(by: id).json
    }
}

extension CertificateRevocation {
    /// The certificate, its status, and the facts.
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
    /// The reason, the source of the evidence, and the details.
    var json: JSONValue {
        [
            "why": .string(kind.rawValue), "source": .string(source), "detail": .string(detail),
        ]
    }
}
