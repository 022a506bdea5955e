internal import OriginFacts

/// The certificates of a document, once each, under their fingerprints.
struct CertificateStore {
    /// In the order first met.
    private(set) var all: [CertificateFacts] = []
    private var bySHA256: [String: CertificateFacts] = [:]

    /// Every certificate an observation holds.
    init(_ observation: OriginObservation) {
        for seen in observation.addresses {
            add(seen.chain)
            add(seen.diagnosis.withoutServerName?.chain ?? [])
            add(seen.diagnosis.everythingOffered?.chain ?? [])
        }
        if let live = observation.live {
            VisitorScheme.allCases.forEach { add(live[$0].handshake.chain) }
        }
    }

    /// The `certificates` member of a document.
    init(_ node: JSONNode) throws(DocumentError) {
        for (name, member) in try node.members() {
            add([try CertificateFacts(sha256: name, member)])
        }
    }

    func json(includeDER: Bool) -> JSONValue {
        .object(JSONMembers(pairs: all.map { (.text($0.sha256), $0.json(includeDER: includeDER)) }))
    }

    /// The chain spelled as a list of fingerprints.
    func chain(_ node: JSONNode) throws(DocumentError) -> [CertificateFacts] {
        var chain: [CertificateFacts] = []
        for item in try node.items() {
            let sha256 = try item.string()
            guard let certificate = bySHA256[sha256] else {
                throw item.wrongType("a fingerprint listed in certificates")
            }
            chain.append(certificate)
        }
        return chain
    }

    private mutating func add(_ chain: [CertificateFacts]) {
        for certificate in chain where bySHA256[certificate.sha256] == nil {
            bySHA256[certificate.sha256] = certificate
            all.append(certificate)
        }
    }
}

extension HandshakeFact {
    /// The certificates it carried, whole or broken off.
    var chain: [CertificateFacts] {
        switch self {
        case .completed(let session): session.chain
        case .failed(_, let seen): seen.chain
        case .notTested: []
        }
    }
}
