internal import OriginFacts

extension DiagnosticHandshakes {
    /// What came of 3DES alone is left out where it was not asked.
    var json: JSONValue {
        let rest: JSONValue = [
            "without_sni": withoutServerName?.json ?? .null,
            "everything_offered": everythingOffered?.json ?? .null,
            "over_http1": overHTTP1?.json ?? .null,
        ]
        return tripleDES.map { rest.adding(["triple_des": $0.json]) } ?? rest
    }

    /// Results of older versions have none.
    init(_ node: JSONNode?, _ store: CertificateStore) throws(DocumentError) {
        self.init()
        if let tls = node?.optional("without_sni") {
            withoutServerName = try HandshakeFact(tls, store)
        }
        if let tls = node?.optional("everything_offered") {
            everythingOffered = try HandshakeFact(tls, store)
        }
        if let answer = node?.optional("over_http1") {
            overHTTP1 = try HTTP1Trial(answer)
        }
        if let answer = node?.optional("triple_des") { tripleDES = try TripleDESAnswer(answer) }
    }
}

extension TripleDESAnswer {
    fileprivate var json: JSONValue {
        switch self {
        case .chosen(let version): ["outcome": "chosen", "version": .string(version.name)]
        case .notChosen: ["outcome": "not-chosen"]
        }
    }

    fileprivate init(_ node: JSONNode) throws(DocumentError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "chosen": self = .chosen(try TLSVersion(node.member("version")))
        case "not-chosen": self = .notChosen
        default: throw outcome.unknown(text)
        }
    }
}
