internal import OpenSSLSupport
internal import OriginFacts

/// Compares what was sent with the path that was built of it.
struct SentOrder {
    let sent: [JudgedCertificate]
    let path: FoundPath

    var findings: [ChainFinding] {
        let digests = sent.map(\.digest)
        let pathDigests = path.certificates.map(\.digest)
        let used = digests.map { pathDigests.firstIndex(of: $0) }
        let repeated = digests.indices.filter { digests[..<$0].contains(digests[$0]) }
        let isSet = { (position: Int) in !repeated.contains(position) }
        let positions = digests.indices.filter(isSet).compactMap { used[$0] }
        let extra = digests.indices.filter { used[$0] == nil && isSet($0) }
        var findings: [ChainFinding] = []
        if zip(positions, positions.dropFirst()).contains(where: >) { findings.append(.wrongOrder) }
        if !extra.isEmpty { findings.append(.extraCertificates(extra.map { sent[$0].subject })) }
        if !repeated.isEmpty {
            findings.append(.duplicateCertificates(repeated.map { sent[$0].subject }))
        }
        if let root = path.anchor?.certificate, sent.count > 1,
            digests.dropFirst().contains(root.digest)
        {
            findings.append(.rootSent(root: root.subject))
        }
        return findings
    }
}
