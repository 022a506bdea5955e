public import OriginFacts

/// Findings about served certificates, compared with certificate files.
public enum ServedFinding: Hashable, Sendable {
    /// Every connection received a different certificate.
    case otherCertificate(ServedComparison)
    /// Some connections received the file's certificate, others a different one.
    case mixed(ServedComparison)
    /// The leaf matches the file, but the issuers sent with it do not.
    case chainDiffers(ServedComparison)
    /// Nothing could be compared at the address.
    case notSeen(ServedComparison)
    /// There was no address to compare with.
    case nowhere(name: String, port: UInt16, answer: DNSAnswer?)
}

extension ServedFinding {
    var id: String {
        switch self {
        case .otherCertificate: "file.not-served"
        case .mixed: "served.mixed"
        case .chainDiffers: "served.chain-differs"
        case .notSeen, .nowhere: "served.not-seen"
        }
    }

    var facts: FactValue {
        switch self {
        case .otherCertificate(let comparison), .mixed(let comparison),
            .chainDiffers(let comparison), .notSeen(let comparison):
            comparison.facts
        case .nowhere(let name, _, let answer):
            ["name": .text(name), "answer": .optional(answer, FactValue.dns)]
        }
    }

    var severity: Severity {
        switch self {
        case .otherCertificate, .mixed, .chainDiffers: .error
        case .notSeen(let comparison) where comparison.refusal == .excludedByOption: .info
        case .notSeen, .nowhere: .warning
        }
    }

    var remedies: [FileRemedy] {
        switch self {
        case .otherCertificate(let comparison), .mixed(let comparison):
            [.reload(comparison.address, server: comparison.server)]
        case .chainDiffers(let comparison):
            [.sendChain(comparison.address, server: comparison.server)]
        case .notSeen(let comparison) where comparison.refusal == .edgeAddress:
            [.nameTheOrigin(host: comparison.host.ascii, port: comparison.port)]
        case .notSeen(let comparison):
            [.compareOnTheOrigin(host: comparison.host.ascii, port: comparison.port)]
        case .nowhere(let name, let port, _): [.nameTheOrigin(host: name, port: port)]
        }
    }
}

extension FileJudge {
    /// Returns findings about differences between served certificates and the files.
    func served(_ comparisons: [ServedComparison]) -> [FileFinding] {
        comparisons.compactMap { comparison in
            let served: ServedFinding
            switch comparison.state {
            case .same: return nil
            case .mixed: served = .mixed(comparison)
            case .other: served = .otherCertificate(comparison)
            case .otherChain: served = .chainDiffers(comparison)
            case .notSeen: served = .notSeen(comparison)
            }
            var found = finding(.served(served), host: comparison.host)
            found.address = comparison.address
            return found
        }
    }

    /// Returns findings about hosts that have no address to compare with.
    func nowhere(_ served: [ServedObservation]) -> [FileFinding] {
        served.filter(\.addresses.isEmpty).map { seen in
            finding(
                .served(
                    .nowhere(
                        name: seen.target.host.ascii, port: seen.target.originPorts.https,
                        answer: seen.dns?.ipv4)),
                host: seen.target.host)
        }
    }
}
