package import OriginFacts

/// A target that is located, and the worker that is to ask it. What a suspended function passes on it keeps: this is
/// two references.
package struct ReadyProbe: Sendable {
    let probe: TargetProbe
    let place: Whereabouts

    /// As `Prober.observe`, on the worker's executor, which the caller is to prefer.
    package func observe(
        following: @escaping @Sendable (AddressObservation) -> [ExchangeKey]
    ) async throws(LocalFault) -> ProbeResult {
        guard !Task.isCancelled else { throw .cancelled }
        let result = await probe.run(at: place, following: following)
        guard !Task.isCancelled else { throw .cancelled }
        return result
    }
}
