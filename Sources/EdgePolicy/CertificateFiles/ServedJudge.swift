public import OriginFacts

/// Compares served certificates with certificate files.
struct ServedJudge {
    let facts: CertificateFileFacts

    /// Returns one comparison for each address.
    func comparisons(_ seen: ServedObservation) -> [ServedComparison] {
        seen.addresses.map { comparison(of: $0, target: seen.target) }
    }

    private func comparison(of seen: ServedAddress, target: Target) -> ServedComparison {
        var comparison = ServedComparison(seen, of: target)
        for case .shown(let chain, let key) in seen.handshakes {
            count(chain, key: key, in: &comparison)
        }
        comparison.others.sort { $0.count > $1.count }
        return comparison
    }

    private func count(
        _ chain: [CertificateFacts], key: [UInt8], in comparison: inout ServedComparison
    ) {
        guard let leaf = chain.first else { return }
        if leaf.sha256 == facts.leaf.sha256 {
            comparison.same += 1
            let sent = Set(chain.map(\.sha256))
            let held = Set(facts.issuers.map(\.sha256))
            note(facts.issuers.filter { !sent.contains($0.sha256) }, in: &comparison.missing)
            // It does not matter whether a root is sent, because verifiers have it.
            let more = chain.dropFirst().filter { !held.contains($0.sha256) && !$0.isSelfIssued }
            note(more, in: &comparison.extra)
        } else if let index = comparison.others.firstIndex(where: { $0.leaf.sha256 == leaf.sha256 })
        {
            comparison.others[index].count += 1
        } else {
            comparison.others.append(
                ServedCertificate(
                    leaf, count: 1, relation: relation(of: leaf),
                    hasSameKey: key == facts.keySHA256))
        }
    }

    private func note(_ certificates: some Sequence<CertificateFacts>, in subjects: inout [String])
    {
        for subject in certificates.map(\.subject) where !subjects.contains(subject) {
            subjects.append(subject)
        }
    }

    private func relation(of served: CertificateFacts) -> ServedRelation {
        let own = Set(facts.leaf.dnsNames.map { $0.lowercased() })
        let theirs = served.dnsNames.map { $0.lowercased() }
        if !own.isEmpty, !theirs.contains(where: own.contains) { return .otherNames }
        if !served.key.isSameKind(as: facts.leaf.key) { return .otherKeyKind }
        if served.notBefore < facts.leaf.notBefore { return .older }
        return served.notBefore > facts.leaf.notBefore ? .newer : .other
    }
}

extension KeyFacts {
    /// Whether a server can hold only one certificate for the two keys, because they are of the
    /// same kind.
    fileprivate func isSameKind(as other: KeyFacts) -> Bool {
        switch (self, other) {
        case (.rsa, .rsa), (.rsaPSS, .rsaPSS), (.ec, .ec): true
        default: self == other
        }
    }
}

/// A certificate that an address served and that is not the file's own.
public struct ServedCertificate: Hashable, Sendable {
    public var leaf: CertificateFacts
    /// The number of connections that received it.
    public var count: Int
    public var relation: ServedRelation
    /// Whether it certifies the same key as the file.
    public var hasSameKey: Bool

    package init(
        _ leaf: CertificateFacts, count: Int, relation: ServedRelation, hasSameKey: Bool
    ) {
        self.leaf = leaf
        self.count = count
        self.relation = relation
        self.hasSameKey = hasSameKey
    }
}

/// The relation of a served certificate to the file's certificate.
public enum ServedRelation: String, Hashable, Sendable, CaseIterable {
    /// It has an earlier start date: the file was renewed but the server was not reloaded.
    case older
    /// It has a later start date: the file is outdated.
    case newer
    /// It has none of the file's names: another site responds.
    case otherNames = "other-names"
    /// Its key is of another kind. Servers can hold one certificate for each kind.
    case otherKeyKind = "other-key-kind"
    case other
}

/// The comparison of one address with the files.
public struct ServedComparison: Hashable, Sendable {
    public var host: HostName
    public var address: IPAddress
    public var port: UInt16
    /// The Server header of the address, if it responded in time.
    public var server: String?
    /// The reason the address was not contacted; nil if it was.
    public var refusal: NotTested?
    /// The number of connections that received the file's own certificate.
    public var same = 0
    /// The subjects of issuers in the file that were missing from some of the `same` connections.
    public var missing: [String] = []
    /// The subjects of additional certificates that some of the `same` connections received.
    public var extra: [String] = []
    /// Other certificates, most frequent first.
    public var others: [ServedCertificate] = []
    /// The number of connections without a finished handshake.
    public var failed = 0
    /// The first failed handshake; nil if there is none.
    public var failure: ServedHandshake?

    package init(host: HostName, address: IPAddress, port: UInt16) {
        self.host = host
        self.address = address
        self.port = port
    }

    /// Creates a comparison for an address at which nothing is compared, with the refusal or the
    /// failure.
    package init(_ seen: ServedAddress, of target: Target) {
        self.init(host: target.host, address: seen.address, port: target.originPorts.https)
        server = seen.server
        refusal = seen.refusal
        for case .failed(let connection, let handshake) in seen.handshakes {
            failed += 1
            failure = failure ?? .failed(connection, handshake)
        }
    }

    /// The number of attempted connections.
    public var connections: Int {
        answered + failed
    }

    /// The number of connections that received a certificate.
    public var answered: Int {
        others.reduce(same) { $0 + $1.count }
    }

    /// The overall state of the comparison.
    public var state: State {
        if answered == 0 { return .notSeen }
        if same == 0 { return .other }
        if !others.isEmpty { return .mixed }
        return missing.isEmpty ? .same : .otherChain
    }

    /// The ways the certificates at an address can relate to the files.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case same
        case mixed
        case other
        case otherChain = "other-chain"
        case notSeen = "not-seen"
    }
}

extension ServedComparison {
    /// The parts of the comparison, keyed by their JSON names.
    public var facts: FactValue {
        [
            "host": .text(host.ascii), "address": .text(address.description),
            "port": .number(Int(port)), "state": .text(state.rawValue),
            "server": .optional(server, FactValue.text), "connections": .number(connections),
            "same": .number(same), "failed": .number(failed), "missing": .texts(missing),
            "extra": .texts(extra), "others": .list(others.map(\.facts)),
            "not_compared": .optional(refusal, FactValue.reason),
        ]
    }
}

extension ServedCertificate {
    fileprivate var facts: FactValue {
        [
            "count": .number(count), "relation": .text(relation.rawValue),
            "same_key": .flag(hasSameKey), "sha256": .text(leaf.sha256),
            "subject": .text(leaf.subject), "serial": .text(leaf.serial),
            "not_before": .time(leaf.notBefore), "not_after": .time(leaf.notAfter),
        ]
    }
}
