internal import OriginFacts

extension DiagnosticHandshakes {
    var json: JSONValue {
        [
            "without_sni": withoutServerName?.json ?? .null,
            "everything_offered": everythingOffered?.json ?? .null,
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
    }
}
