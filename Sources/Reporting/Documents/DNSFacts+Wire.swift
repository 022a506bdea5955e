internal import DataFormats
internal import OriginFacts

extension DNSFacts {
    var json: JSONValue {
        [
            "name": .string(name), "ipv4": ipv4.json, "ipv6": ipv6.json, "aliases": .of(aliases),
            "ms": .of(milliseconds),
        ]
    }

    init(_ node: JSONNode) throws(JSONError) {
        self.init(
            name: try node.member("name").string(), ipv4: try DNSAnswer(node.member("ipv4")),
            ipv6: try DNSAnswer(node.member("ipv6")),
            aliases: try node.member("aliases").strings(),
            milliseconds: try node.member("ms").integer())
    }
}

extension DNSAnswer {
    /// The wire name of the answer.
    var id: String {
        switch self {
        case .addresses: "addresses"
        case .noData: "no-data"
        case .nameError: "name-error"
        case .serverFailure: "server-failure"
        case .refused: "refused"
        case .timedOut: "timeout"
        case .badName: "bad-name"
        case .malformed: "malformed"
        case .noResolver: "no-resolver"
        case .notAsked: "not-asked"
        }
    }

    var json: JSONValue {
        let outcome: JSONValue = ["outcome": .string(id)]
        switch self {
        case .addresses(let addresses):
            return outcome.adding(["addresses": .of(addresses.map(\.description))])
        case .timedOut(let milliseconds):
            return outcome.adding(["after_ms": .of(milliseconds)])
        case .noData, .nameError, .serverFailure, .refused, .badName, .malformed, .noResolver,
            .notAsked:
            return outcome
        }
    }

    init(_ node: JSONNode) throws(JSONError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "addresses": self = .addresses(try node.member("addresses").addresses())
        case "no-data": self = .noData
        case "name-error": self = .nameError
        case "server-failure": self = .serverFailure
        case "refused": self = .refused
        case "timeout":
            self = .timedOut(afterMilliseconds: try node.member("after_ms").integer())
        case "bad-name": self = .badName
        case "malformed": self = .malformed
        case "no-resolver": self = .noResolver
        case "not-asked": self = .notAsked
        default: throw outcome.unknown(text)
        }
    }
}

extension LiveLook {
    var json: JSONValue {
        ["http": http.json, "https": https.json]
    }

    init(_ node: JSONNode, _ store: DocumentCertificates) throws(JSONError) {
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

    fileprivate init(_ node: JSONNode, _ store: DocumentCertificates) throws(JSONError) {
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

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        self.init(
            status: try node.member("status").integer(),
            code: try node.optional("code")?.integer(),
            name: try node.optional("name")?.string(),
            category: try node.optional("category")?.string())
    }
}
