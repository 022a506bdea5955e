internal import OriginFacts

extension HandshakeFailure {
    /// The spelling on the wire.
    var id: String {
        switch self {
        case .alertReceived: "alert-received"
        case .alertSent: "alert-sent"
        case .notTLS: "not-tls"
        case .closed: "closed"
        case .reset: "reset"
        case .timedOut: "timeout"
        case .certificateMessageTooLarge: "certificate-too-large"
        case .protocolError: "protocol-error"
        }
    }

    var json: JSONValue {
        let outcome: JSONValue = ["outcome": .string(id)]
        switch self {
        case .alertReceived(let alert): return outcome.adding(["alert": alert.json])
        case .alertSent(let alert, let reason):
            return outcome.adding(["alert": alert.json, "reason": .string(reason)])
        case .notTLS(let firstBytes):
            return outcome.adding(["first_bytes": .string(Base64.text(firstBytes))])
        case .closed(let received), .reset(let received):
            return outcome.adding(["received": .of(received)])
        case .timedOut(let milliseconds, let received):
            return outcome.adding(["after_ms": .of(milliseconds), "received": .of(received)])
        case .certificateMessageTooLarge: return outcome
        case .protocolError(let reason): return outcome.adding(["reason": .string(reason)])
        }
    }

    init(_ node: JSONNode) throws(DocumentError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "alert-received": self = .alertReceived(try TLSAlert(node.member("alert")))
        case "alert-sent":
            self = .alertSent(
                try TLSAlert(node.member("alert")), reason: try node.member("reason").string())
        case "not-tls": self = .notTLS(firstBytes: try node.member("first_bytes").base64())
        case "closed": self = .closed(bytesReceived: try node.member("received").integer())
        case "reset": self = .reset(bytesReceived: try node.member("received").integer())
        case "timeout":
            self = .timedOut(
                afterMilliseconds: try node.member("after_ms").integer(),
                bytesReceived: try node.member("received").integer())
        case "certificate-too-large": self = .certificateMessageTooLarge
        case "protocol-error":
            self = .protocolError(reason: try node.member("reason").string())
        default: throw outcome.unknown(text)
        }
    }
}

extension TLSAlert {
    var json: JSONValue {
        ["number": .of(rawValue), "name": .string(name)]
    }

    init(_ node: JSONNode) throws(DocumentError) {
        self.init(rawValue: try node.member("number").integer())
    }
}
