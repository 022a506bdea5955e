import EdgePolicy
import OriginFacts
import Testing

@Suite struct `The 521 line` {
    private func answer(_ seen: AddressObservation) -> PortClosedAnswer {
        Sample("sample", [seen]).assess().portClosed
    }

    @Test func `says none when both ports answer`() {
        let said = answer(.healthy())
        #expect(said == PortClosedAnswer(modes: [], reason: .portsAnswer, weakerModeThatHelps: nil))
    }

    @Test func `names the modes that need a refused port, and the one that helps`() {
        let said = answer(.withoutTLS(.failed(.refused)))
        #expect(said.modes == [.full, .strict, .sslOnly])
        #expect(said.reason == .refused(port: 443))
        #expect(said.weakerModeThatHelps == .flexible)
    }

    @Test func `knows no weaker mode when both are refused`() {
        let said = answer(
            AddressObservation(
                address: Sample.first, plainConnection: .failed(.refused),
                tlsConnection: .failed(.refused), handshake: .notTested(.notReached)))
        #expect(said.modes == EncryptionMode.allCases)
        #expect(said.reason == .bothRefused)
        #expect(said.weakerModeThatHelps == nil)
    }

    @Test func `tells http visitors apart when only the plain port is refused`() {
        let said = answer(
            .healthy(plain: .failed(.refused), http: { _ in .notTested(.notReached) }))
        #expect(said.modes == [.off, .flexible])
        #expect(said.httpVisitorsOnly == [.full, .strict])
        #expect(said.reason == .refused(port: 80))
        #expect(said.weakerModeThatHelps == nil)
    }

    @Test func `is not known where nothing answers`() {
        let said = answer(.notTested(Sample.first, .outOfTime))
        #expect(said.modes.isEmpty)
        #expect(said.reason == .notKnown)
    }
}
