internal import DataFormats
internal import OriginFacts

extension HandshakeFact {
    var json: JSONValue {
        switch self {
        case .completed(let session): session.json
        case .failed(let failure, let seen): failure.json.adding(seen.json)
        case .notTested(let why): why.json
        }
    }

    init(_ node: JSONNode, _ store: DocumentCertificates) throws(JSONError) {
        let outcome = try node.member("outcome")
        switch try outcome.string() {
        case "completed": self = .completed(try TLSSession(node, store))
        case "not-tested": self = .notTested(try NotTested(node))
        default:
            self = .failed(
                try HandshakeFailure(node), seen: try PartialHandshake(node, store))
        }
    }
}

extension TLSSession {
    fileprivate var json: JSONValue {
        [
            "outcome": "completed", "version": .string(version.name), "cipher": .string(cipher),
            "group": .of(group), "alpn": .of(applicationProtocol), "sni": .of(serverName),
            "chain": .of(chain.map(\.sha256)), "client_certificate": clientCertificate.json,
            "stapled_ocsp": .of(stapledOCSP.map(Base64.text)),
            "hello_retry": .bool(sawHelloRetryRequest), "ms": .of(milliseconds),
        ]
    }

    fileprivate init(_ node: JSONNode, _ store: DocumentCertificates) throws(JSONError) {
        self.init(
            version: try TLSVersion(node.member("version")),
            cipher: try node.member("cipher").string(),
            group: try node.optional("group")?.string(),
            applicationProtocol: try node.optional("alpn")?.string(),
            serverName: try node.optional("sni")?.string(),
            chain: try store.chain(node.member("chain")),
            clientCertificate: try ClientCertificateRequest(node.member("client_certificate")),
            stapledOCSP: try node.optional("stapled_ocsp")?.base64(),
            sawHelloRetryRequest: try node.member("hello_retry").bool(),
            milliseconds: try node.member("ms").integer())
    }
}

extension PartialHandshake {
    fileprivate var json: JSONValue {
        [
            "version": .of(version?.name), "chain": .of(chain.map(\.sha256)),
            "client_certificate": clientCertificate.json, "ms": .of(milliseconds),
        ]
    }

    fileprivate init(_ node: JSONNode, _ store: DocumentCertificates) throws(JSONError) {
        var version: TLSVersion?
        if let seen = node.optional("version") { version = try TLSVersion(seen) }
        self.init(
            version: version, chain: try store.chain(node.member("chain")),
            clientCertificate: try ClientCertificateRequest(node.member("client_certificate")),
            milliseconds: try node.member("ms").integer())
    }
}

extension ClientCertificateRequest {
    fileprivate var json: JSONValue {
        switch self {
        case .notAsked: ["request": "not-asked"]
        case .asked(let authorities): ["request": "asked", "authorities": .of(authorities)]
        }
    }

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        let request = try node.member("request")
        let text = try request.string()
        switch text {
        case "not-asked": self = .notAsked
        case "asked": self = .asked(authorities: try node.member("authorities").strings())
        default: throw request.unknown(text)
        }
    }
}

extension TLSVersion {
    private static let named: [TLSVersion] = [.ssl3, .tls1_0, .tls1_1, .tls1_2, .tls1_3]

    init(_ node: JSONNode) throws(JSONError) {
        let text = try node.string()
        if let known = TLSVersion.named.first(where: { $0.name == text }) {
            self = known
        } else if text.hasPrefix("0x"), let number = UInt16(text.dropFirst(2), radix: 16) {
            self.init(rawValue: number)
        } else {
            throw node.unknown(text)
        }
    }
}

extension HandshakeFailure {
    /// The wire name of the failure.
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

    init(_ node: JSONNode) throws(JSONError) {
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

    init(_ node: JSONNode) throws(JSONError) {
        self.init(rawValue: try node.member("number").integer())
    }
}
