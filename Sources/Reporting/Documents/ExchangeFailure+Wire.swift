internal import OriginFacts

extension ExchangeFailure {
    /// The spelling on the wire.
    var id: String {
        switch self {
        case .empty: "empty"
        case .malformed: "malformed"
        case .headerTooLarge: "header-too-large"
        case .reset: "reset"
        case .timedOut: "timeout"
        case .closedInHeader: "closed-in-header"
        case .http2: "http2-error"
        case .alert: "alert-received"
        }
    }

    var json: JSONValue {
        let outcome: JSONValue = ["outcome": .string(id)]
        switch self {
        case .empty: return outcome
        case .malformed(let firstBytes, let reason):
            return outcome.adding([
                "first_bytes": .string(Base64.text(firstBytes)), "reason": .string(reason),
            ])
        case .headerTooLarge(let bytes): return outcome.adding(["header_bytes": .of(bytes)])
        case .reset(let received), .closedInHeader(let received):
            return outcome.adding(["received": .of(received)])
        case .timedOut(let milliseconds, let received):
            return outcome.adding(["after_ms": .of(milliseconds), "received": .of(received)])
        case .http2(let reason): return outcome.adding(["reason": .string(reason)])
        case .alert(let alert): return outcome.adding(["alert": alert.json])
        }
    }

    init(_ node: JSONNode) throws(DocumentError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "empty": self = .empty
        case "malformed":
            self = .malformed(
                firstBytes: try node.member("first_bytes").base64(),
                reason: try node.member("reason").string())
        case "header-too-large":
            self = .headerTooLarge(bytes: try node.member("header_bytes").integer())
        case "reset": self = .reset(bytesReceived: try node.member("received").integer())
        case "timeout":
            self = .timedOut(
                afterMilliseconds: try node.member("after_ms").integer(),
                bytesReceived: try node.member("received").integer())
        case "closed-in-header":
            self = .closedInHeader(bytesReceived: try node.member("received").integer())
        case "http2-error": self = .http2(reason: try node.member("reason").string())
        case "alert-received": self = .alert(try TLSAlert(node.member("alert")))
        default: throw outcome.unknown(text)
        }
    }
}
