internal import OriginFacts

extension ConnectionFact {
    var json: JSONValue {
        switch self {
        case .open(let milliseconds): ["outcome": "open", "ms": .of(milliseconds)]
        case .failed(.timedOut(let milliseconds)):
            ["outcome": "timeout", "after_ms": .of(milliseconds)]
        case .failed(let failure): ["outcome": .string(failure.id)]
        case .notTested(let why): why.json
        }
    }

    init(_ node: JSONNode) throws(DocumentError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "open": self = .open(milliseconds: try node.member("ms").integer())
        case "not-tested": self = .notTested(try NotTested(node))
        case "timeout":
            self = .failed(.timedOut(afterMilliseconds: try node.member("after_ms").integer()))
        case "refused": self = .failed(.refused)
        case "prohibited": self = .failed(.prohibited)
        case "network-unreachable": self = .failed(.networkUnreachable)
        case "host-unreachable": self = .failed(.hostUnreachable)
        case "reset": self = .failed(.reset)
        default: throw outcome.unknown(text)
        }
    }
}

extension ConnectionFailure {
    /// The spelling on the wire.
    var id: String {
        switch self {
        case .refused: "refused"
        case .prohibited: "prohibited"
        case .timedOut: "timeout"
        case .networkUnreachable: "network-unreachable"
        case .hostUnreachable: "host-unreachable"
        case .reset: "reset"
        }
    }
}
