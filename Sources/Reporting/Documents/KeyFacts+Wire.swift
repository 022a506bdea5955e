internal import OriginFacts

extension KeyFacts {
    var json: JSONValue {
        switch self {
        case .rsa(let bits): ["type": "rsa", "bits": .of(bits)]
        case .rsaPSS(let bits): ["type": "rsa-pss", "bits": .of(bits)]
        case .ec(let curve): ["type": "ec", "curve": .string(curve)]
        case .ed25519: ["type": "ed25519"]
        case .ed448: ["type": "ed448"]
        case .other(let algorithm): ["type": "other", "algorithm": .string(algorithm)]
        }
    }

    init(_ node: JSONNode) throws(DocumentError) {
        let type = try node.member("type")
        let text = try type.string()
        switch text {
        case "rsa": self = .rsa(bits: try node.member("bits").integer())
        case "rsa-pss": self = .rsaPSS(bits: try node.member("bits").integer())
        case "ec": self = .ec(curve: try node.member("curve").string())
        case "ed25519": self = .ed25519
        case "ed448": self = .ed448
        case "other": self = .other(algorithm: try node.member("algorithm").string())
        default: throw type.unknown(text)
        }
    }
}
