internal import OriginFacts

/// Compares what addresses show with certificate files.
struct ServedJudge {
    let facts: CertificateFileFacts

    /// One tally for each address.
    func tallies(_ seen: ServedObservation) -> [ServedTally] {
        seen.addresses.map { tally(of: $0, target: seen.target) }
    }

    private func tally(of seen: ServedAddress, target: Target) -> ServedTally {
        var tally = ServedTally(seen, of: target)
        for case .shown(let chain, let key) in seen.handshakes {
            count(chain, key: key, in: &tally)
        }
        tally.others.sort { $0.count > $1.count }
        return tally
    }

    private func count(_ chain: [CertificateFacts], key: [UInt8], in tally: inout ServedTally) {
        guard let leaf = chain.first else { return }
        if leaf.sha256 == facts.leaf.sha256 {
            tally.same += 1
            let sent = Set(chain.map(\.sha256))
            let held = Set(facts.issuers.map(\.sha256))
            note(facts.issuers.filter { !sent.contains($0.sha256) }, in: &tally.missing)
            // Whether a root is sent does not matter: verifiers have it.
            let more = chain.dropFirst().filter { !held.contains($0.sha256) && !$0.isSelfIssued }
            note(more, in: &tally.extra)
        } else if let index = tally.others.firstIndex(where: { $0.leaf.sha256 == leaf.sha256 }) {
            tally.others[index].count += 1
        } else {
            tally.others.append(
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
    /// Whether a server would hold only one certificate with either key.
    fileprivate func isSameKind(as other: KeyFacts) -> Bool {
        switch (self, other) {
        case (.rsa, .rsa), (.rsaPSS, .rsaPSS), (.ec, .ec): true
        default: self == other
        }
    }
}
