internal import OpenSSLSupport
internal import OriginProbe

/// Collects evidence for judging revocation.
struct RevocationFetcher: Sendable {
    private enum Source {
        case staples
        case crls(CRLFetcher)
    }

    private let source: Source

    /// Creates a fetcher; nil if revocation is not checked. Without `fetch`, only cached CRLs are
    /// used.
    init?(_ settings: RevocationSettings, fetch: HTTPFetch?, library: LibraryContext) {
        switch settings.evidence {
        case .off: return nil
        case .staple: source = .staples
        case .crl:
            let cache = settings.cacheFolder.map { CRLCache(folder: $0, library: library) }
            source = .crls(
                CRLFetcher(cache: cache, fetch: fetch, cacheFailed: settings.cacheFailed))
        }
    }

    /// Returns the evidence for each address whose chain has a path.
    func evidence(
        on observation: OriginObservation, verdicts: [IPAddress: ChainVerdict], milliseconds: Int
    ) async -> [IPAddress: RevocationEvidence] {
        var evidence: [IPAddress: RevocationEvidence] = [:]
        for seen in observation.addresses {
            guard let verdict = verdicts[seen.address], !verdict.path.isEmpty else { continue }
            switch source {
            case .staples:
                guard case .completed(let session) = seen.handshake else { continue }
                evidence[seen.address] = RevocationEvidence(
                    staple: staple(session, wasAskedFor: observation.prober.asksForStaple))
            case .crls:
                evidence[seen.address] = await self.evidence(
                    on: verdict, naming: seen.chain.map { ($0.sha256, $0.crlURLs) },
                    milliseconds: milliseconds)
            }
        }
        return evidence
    }

    /// Returns the CRLs that the certificates of a path name, except the anchor's, because no CRL
    /// covers an anchor.
    func evidence(
        on verdict: ChainVerdict, naming urls: [(sha256: String, urls: [String])],
        milliseconds: Int
    ) async -> RevocationEvidence {
        guard case .crls(let fetcher) = source else { return RevocationEvidence() }
        var wanted: [String] = []
        for sha256 in verdict.path.dropLast() {
            let named = urls.first { $0.sha256 == sha256 }?.urls ?? []
            wanted += named.filter { !wanted.contains($0) }
        }
        return RevocationEvidence(
            lists: await fetcher.lists(from: wanted, milliseconds: milliseconds))
    }

    private func staple(
        _ session: TLSSession, wasAskedFor: Bool
    ) -> RevocationEvidence.Staple {
        if let bytes = session.stapledOCSP { return .sent(bytes) }
        return wasAskedFor ? .absent : .notAsked
    }
}
