internal import ChainVerification
internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import Reporting

/// Puts the chains that addresses showed together with the roots, each distinct one once.
struct ServedChains {
    private let library: LibraryContext
    private let trust: LoadedTrust
    private let time: UnixTime

    /// Reads the roots.
    init(_ options: CertificateOptions) throws(CommandFailure) {
        do {
            library = try LibraryContext()
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
        trust = try TrustLoader(library: library).load(
            options.roots.trust, adding: options.roots.addedAuthorities)
        time = options.time
    }

    /// The report on an observation of one connection an address.
    func report(_ seen: ServedObservation) throws(CommandFailure) -> ChainReport {
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
            chains.append(ChainReport.Chain(try ladder(group.chain), at: group.addresses))
        }
        let port = seen.target.originPorts.https
        var report = ChainReport(
            "\(seen.target.host.inURL):\(port)", host: seen.target.host, chains: chains,
            unseen: unseen.map { ServedComparison($0, of: seen.target) }, at: time)
        report.answer = seen.addresses.isEmpty ? seen.dns?.ipv4 : nil
        return report
    }

    private func ladder(
        _ chain: [CertificateFacts]
    ) throws(CommandFailure) -> ChainView {
        do {
            let handles = chain.compactMap { try? CertificateHandle(der: $0.der, in: library) }
            let leaf = handles.first
            return ChainView(
                try ChainAssembly(of: handles, over: trust.strict, in: library) { $0 === leaf })
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }
}
