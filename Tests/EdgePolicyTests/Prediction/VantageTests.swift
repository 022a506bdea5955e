import EdgePolicy
import OriginFacts
import Testing

@Suite struct `From the origin itself` {
    private static let onOrigin = Vantage(isOrigin: true)

    private func https(_ seen: AddressObservation, _ vantage: Vantage) -> WeightedOutcome? {
        let sample = Sample("vantage", [seen]).with { $0.vantage = vantage }
        return sample.assess().modes.first { $0.mode == .strict }?.https.outcomes.first
    }

    @Test func `two refusals are proof, from elsewhere an inference`() {
        let closed = AddressObservation.healthy(
            plain: .failed(.refused), tls: .failed(.refused), handshake: .notTested(.notReached),
            http: { _ in .notTested(.notReached) }, https: { _ in .notTested(.notReached) })
        let here = https(closed, Self.onOrigin)
        #expect(here?.outcome == .edgeError(.refused))
        #expect(here?.basis == .documented)
        #expect(https(closed, Vantage())?.basis == .inferred)
    }

    @Test func `silence stays unknown, and nobody is sent to the origin`() {
        let silent = AddressObservation.healthy(
            plain: .failed(.timedOut(afterMilliseconds: 1)),
            tls: .failed(.timedOut(afterMilliseconds: 1)), handshake: .notTested(.notReached),
            http: { _ in .notTested(.notReached) }, https: { _ in .notTested(.notReached) })
        #expect(https(silent, Self.onOrigin)?.outcome == .unknown)
        let remedies = { (vantage: Vantage) in
            Sample("vantage", [silent]).with { $0.vantage = vantage }.assess().findings
                .flatMap(\.remedies)
        }
        #expect(remedies(Vantage()).contains(.runOnTheOrigin))
        #expect(!remedies(Self.onOrigin).contains(.runOnTheOrigin))
    }
}
