internal import ChainVerification
internal import OpenSSLSupport

/// Shows certificates as chains up to the root, from files or as a host sends them. Does not judge
/// them.
public struct CertificateChains: Sendable {
    private let settings: CertificateFileSettings
    private let time: UnixTime

    /// Stores the settings. Only `ofFiles` uses their `files`.
    public init(_ settings: CertificateFileSettings) {
        self.settings = settings
        time = settings.timeOrNow
    }

    /// Returns the chain in the files.
    public func ofFiles() throws(OriginCheckError) -> ChainReport {
        let context = try CertificateContext(settings, library: .forFiles())
        return ChainReport(
            settings.files.joined(separator: " "), chains: [ChainReport.Chain(context.chain)],
            at: time)
    }

    /// The report and the addresses that were connected to.
    public struct Served: Sendable {
        public let report: ChainReport
        public let addresses: [IPAddress]
    }

    /// Returns the chains that a target's addresses send, each distinct chain once.
    public func served(
        by target: Target, connection: ConnectionSettings
    ) async throws(OriginCheckError) -> Served {
        let trust = try Trust(settings.trust)
        let seen = try await ServedCertificateProbe(connection).certificates(
            of: target, connections: 1, asksForSoftware: false)
        return Served(
            report: try report(seen, trust), addresses: seen.addresses.map(\.address))
    }

    private func report(
        _ seen: ServedObservation, _ trust: Trust
    ) throws(OriginCheckError) -> ChainReport {
        var groups: [(digests: [String], chain: [CertificateFacts], addresses: [IPAddress])] = []
        var unseen: [ServedAddress] = []
        for address in seen.addresses where address.refusal != .excludedByOption {
            guard case .shown(let chain, _)? = address.handshakes.first else {
                unseen.append(address)
                continue
            }
            let digests = chain.map(\.sha256)
            if let index = groups.firstIndex(where: { $0.digests == digests }) {
                groups[index].addresses.append(address.address)
            } else {
                groups.append((digests, chain, [address.address]))
            }
        }
        var chains: [ChainReport.Chain] = []
        for group in groups {
            chains.append(ChainReport.Chain(try view(of: group.chain, trust), at: group.addresses))
        }
        let port = seen.target.originPorts.https
        var report = ChainReport(
            "\(seen.target.host.inURL):\(port)", host: seen.target.host, chains: chains,
            unseen: unseen.map { ServedComparison($0, of: seen.target) }, at: time)
        report.answer = seen.addresses.isEmpty ? seen.dns?.ipv4 : nil
        return report
    }

    private func view(
        of chain: [CertificateFacts], _ trust: Trust
    ) throws(OriginCheckError) -> ChainView {
        do {
            let handles = chain.compactMap {
                try? CertificateHandle(der: $0.der, in: trust.library)
            }
            let leaf = handles.first
            return ChainView(
                try ChainAssembly(of: handles, over: trust.strict, in: trust.library) {
                    $0 === leaf
                })
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }
}
