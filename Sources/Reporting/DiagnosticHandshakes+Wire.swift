internal import OriginFacts

extension DiagnosticHandshakes {
    var json: JSONValue {
        [
            "without_sni": withoutServerName?.json ?? .null,
            "everything_offered": everythingOffered?.json ?? .null,
            "over_http1": overHTTP1?.json ?? .null,
        ]
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
    }
}
