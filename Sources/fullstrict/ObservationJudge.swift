internal import ChainJudge
internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import Synchronization

/// Judges the chains of an observation: one judge for a run or a worker, since it keeps a memory of
/// signatures. Who comes while it judges waits: a verdict is a matter of microseconds.
final class ObservationJudge: Sendable {
    private let library: LibraryContext
    private let judge: Mutex<ChainJudge>

    init(
        trust: LoadedTrust, library: LibraryContext, limits: JudgeLimits = JudgeLimits()
    ) throws(OpenSSLFailure) {
        self.library = library
        judge = Mutex(
            try ChainJudge(
                library: library, strict: trust.strict, browser: trust.browser, limits: limits))
    }

    /// A verdict for each address that sent certificates. `handles` are the handshake's own objects;
    /// where there are none, as in a replay, the DER is parsed. With `evidence` revocation counts.
    func verdicts(
        _ observation: OriginObservation, handles: [IPAddress: [CertificateHandle]], at: UnixTime,
        evidence: [IPAddress: RevocationEvidence] = [:]
    ) -> [IPAddress: ChainVerdict] {
        var verdicts: [IPAddress: ChainVerdict] = [:]
        let names = AcceptableNames(observation)
        for seen in observation.addresses where !seen.chain.isEmpty {
            guard let chain = handles[seen.address] ?? parsed(seen.chain) else { continue }
            let verdict = judge.withLock {
                $0.judge(chain, for: names, at: at, evidence: evidence[seen.address])
            }
            verdicts[seen.address] = RevocationRule.applied(to: verdict)
        }
        return verdicts
    }

    /// Nil when the leaf itself cannot be read: then nothing is known.
    private func parsed(_ chain: [CertificateFacts]) -> [CertificateHandle]? {
        let handles = chain.map { try? CertificateHandle(der: $0.der, in: library) }
        guard handles.first != nil, handles[0] != nil else { return nil }
        return handles.compactMap(\.self)
    }
}

extension AcceptableNames {
    /// The names that count (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict:
    /// "requested or target hostname"): the server name sent, and the content of the CNAME record, which
    /// is the `--connect-to` name or the first hop of the chain.
    init(_ observation: OriginObservation) {
        let target = observation.target
        let requested = target.serverName.map { HostName.name(ascii: $0, unicode: $0) }
        var targets = target.alsoNames
        if case .connectTo(let name) = target.addressing { targets.append(name.ascii) }
        if target.addressing == .dns, let first = observation.dns?.aliases.first {
            targets.append(first)
        }
        self.init(requested: requested ?? target.host, targets: targets)
    }
}
