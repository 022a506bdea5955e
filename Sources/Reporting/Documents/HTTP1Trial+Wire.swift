internal import OriginFacts

extension HTTP1Trial {
    var json: JSONValue {
        switch self {
        case .answered(let status): ["outcome": "answered", "status": .of(status)]
        case .failed: ["outcome": "failed"]
        }
    }

    init(_ node: JSONNode) throws(DocumentError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "answered": self = .answered(status: try node.member("status").integer())
        case "failed": self = .failed
        default: throw outcome.unknown(text)
        }
    }
}
