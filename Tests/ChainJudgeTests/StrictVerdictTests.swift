import CertificateForge
import OriginFacts
import Testing

@testable import ChainJudge

@Suite struct StrictVerdictTests {
    static let now = Courtroom.now

    @Test func `a sound chain is accepted by the edge and by browsers`() throws {
        let authority = try Courtroom.ordinary.get()
        let chain = try authority.chain(.server("www.example.com", at: Self.now))
        let verdict = try Courtroom.verdict(on: chain, trusting: [authority.root])
        #expect(verdict.strict == .accepted)
        #expect(verdict.browser == .accepted)
        #expect(verdict.anchor == .publicRoot)
        #expect(verdict.path.count == 3)
        #expect(verdict.findings == [])
        #expect(verdict.strictUntil == UnixTime(seconds: chain[0].recipe.notAfter))
    }
}
