internal import OpenSSLSupport
internal import OriginFacts

/// Finds the first moment at which a good path turns bad. Dates are all that changes with time: between
/// two of them every answer stays as it is.
struct ValidityHorizon {
    private static let maximumMoments = 64

    let verifier: PathVerifier
    let store: AnchorStore

    /// That moment, for a chain whose path is good at `chain.time`.
    func end(of chain: ChainCase, path: FoundPath) -> UnixTime? {
        guard let leafEnd = chain.certificates.first?.notAfter else { return nil }
        let moments = moments(of: chain, before: leafEnd)
        guard moments.count <= Self.maximumMoments else { return firstEnd(in: path) }
        for moment in moments {
            var request = chain.request(to: store)
            request.time = UnixTime(seconds: moment)
            let outcome = verifier.verify(request)
            if outcome.isOverBudget { return firstEnd(in: path) }
            if !outcome.accepted { return UnixTime(seconds: moment) }
        }
        return UnixTime(seconds: leafEnd)
    }

    /// The end of this path: at the latest then another is needed.
    private func firstEnd(in path: FoundPath) -> UnixTime? {
        path.certificates.compactMap(\.notAfter).min().map(UnixTime.init(seconds:))
    }

    /// Every date between now and the leaf's end at which some certificate, sent or an anchor for one
    /// sent, begins or ceases to count.
    private func moments(of chain: ChainCase, before end: Int64) -> [Int64] {
        let sent = chain.certificates
        let anchors = sent.flatMap { store.anchors(issuing: $0).map(\.certificate) }
        let dates = (sent + anchors).flatMap { [$0.notBefore, $0.notAfter] }
        return Set(dates.compactMap(\.self).filter { $0 > chain.time.seconds && $0 < end }).sorted()
    }
}
