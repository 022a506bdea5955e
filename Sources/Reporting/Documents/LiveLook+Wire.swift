internal import OriginFacts

extension LiveLook {
    var json: JSONValue {
        ["http": http.json, "https": https.json]
    }

    init(_ node: JSONNode, _ store: CertificateStore) throws(DocumentError) {
        self.init(
            http: try LiveAnswer(node.member("http"), store),
            https: try LiveAnswer(node.member("https"), store))
    }
}

extension LiveAnswer {
    fileprivate var json: JSONValue {
        [
            "address": .string(address.description), "tcp": connection.json,
            "tls": handshake.json, "http": result.json, "edge_error": edgeError?.json ?? .null,
        ]
    }

    fileprivate init(_ node: JSONNode, _ store: CertificateStore) throws(DocumentError) {
        var edgeError: LiveEdgeError?
        if let error = node.optional("edge_error") { edgeError = try LiveEdgeError(error) }
        self.init(
            address: try node.member("address").address(),
            connection: try ConnectionFact(node.member("tcp")),
            handshake: try HandshakeFact(node.member("tls"), store),
            result: try ExchangeResult(node.member("http")), edgeError: edgeError)
    }
}

extension LiveEdgeError {
    fileprivate var json: JSONValue {
        [
            "status": .of(status), "code": code.map { .of($0) } ?? .null, "name": .of(name),
            "category": .of(category),
        ]
    }

    fileprivate init(_ node: JSONNode) throws(DocumentError) {
        self.init(
            status: try node.member("status").integer(),
            code: try node.optional("code")?.integer(),
            name: try node.optional("name")?.string(),
            category: try node.optional("category")?.string())
    }
}
