import OriginFacts
import Testing

@testable import EdgePolicy

/// The meaning of a revocation status for the edge, for browsers, and for a user who gave lists.
@Suite struct RevocationRuleTests {
    static let time = UnixTime(seconds: 1_788_220_800)
    static let revoked = RevocationStatus.revoked(
        since: time, reason: .keyCompromise, source: "staple")
    static let good = RevocationStatus.good(until: time, source: "staple")

    static func unknown(_ kinds: RevocationDoubt.Kind...) -> RevocationStatus {
        .unknown(kinds.map { RevocationDoubt($0) })
    }

    static func verdict(
        _ leaf: RevocationStatus, issuer: RevocationStatus = good,
        anchor: AnchorClass = .publicRoot,
        strict: ChainRuling = .accepted, promisesStaple: Bool = false
    ) -> ChainVerdict {
        var verdict = ChainVerdict(
            strict: strict, browser: .accepted, path: ["a", "b", "c"], anchor: anchor,
            strictUntil: strict == .accepted ? time + 86_400 : nil)
        verdict.revocation = [
            CertificateRevocation(
                certificate: "CN=leaf", sha256: "a", isLeaf: true, promisesStaple: promisesStaple,
                status: leaf),
            CertificateRevocation(
                certificate: "CN=issuer", sha256: "b", isLeaf: false, status: issuer),
        ]
        return verdict
    }

    @Test func `good changes nothing`() {
        let verdict = Self.verdict(Self.good)
        #expect(RevocationRule.applied(to: verdict) == verdict)
        #expect(RevocationRule.demanded(of: verdict) == verdict)
    }

    @Test(arguments: [AnchorClass.publicRoot, .custom])
    func `revoked by a public CA is a risk at the edge and refused by browsers`(
        anchor: AnchorClass
    ) {
        let judged = RevocationRule.applied(to: Self.verdict(Self.revoked, anchor: anchor))
        #expect(judged.strict == .accepted)
        #expect(judged.strictUntil == Self.time + 86_400)
        #expect(
            judged.findings == [
                .revoked(certificate: "CN=leaf", since: Self.time, reason: .keyCompromise)
            ])
        #expect(judged.findings[0].severity == .warning)
        #expect(
            judged.browser == .rejected([.revoked(certificate: "CN=leaf", since: Self.time)]))
    }

    @Test func `a revoked intermediate counts as much as a revoked leaf`() {
        let judged = RevocationRule.applied(to: Self.verdict(Self.good, issuer: Self.revoked))
        #expect(judged.findings.map(\.id) == ["revocation.revoked"])
        #expect(judged.browser.defects.map(\.id) == ["cert.revoked"])
    }

    @Test func `a revoked Origin CA certificate is a defect`() {
        let judged = RevocationRule.applied(to: Self.verdict(Self.revoked, anchor: .originCA))
        let defect = ChainDefect.revoked(certificate: "CN=leaf", since: Self.time)
        #expect(judged.strict == .rejected([defect]))
        #expect(judged.strictUntil == nil)
        #expect(judged.findings.isEmpty)
        guard
            case .edgeError(.invalidCertificate)? =
                CertificateTable.outcome(judged, rule: .validated)?.answer
        else {
            Issue.record("no 526")
            return
        }
        #expect(CertificateTable.basis(of: defect) == .inferred)
    }

    @Test func `unknown is a note, and a staple that was promised a warning`() {
        let nothing = Self.unknown(.nothingStapled)
        let note = RevocationRule.applied(to: Self.verdict(nothing))
        #expect(note.strict == .accepted)
        #expect(note.browser == .accepted)
        #expect(note.findings.map(\.id) == ["revocation.unknown"])
        #expect(note.findings.map(\.severity) == [.info])
        let promised = RevocationRule.applied(to: Self.verdict(nothing, promisesStaple: true))
        #expect(promised.findings.map(\.id) == ["revocation.must-staple"])
        #expect(promised.findings.map(\.severity) == [.warning])
        let broken = Self.verdict(Self.unknown(.outdated), promisesStaple: true)
        #expect(RevocationRule.applied(to: broken).findings.map(\.id) == ["revocation.unknown"])
    }

    @Test func `lists that are to count refuse what they revoke`() {
        let judged = RevocationRule.demanded(of: Self.verdict(Self.good, issuer: Self.revoked))
        #expect(judged.strict.defects.map(\.id) == ["cert.revoked"])
        guard case .rejected = judged.strict, case .rejected = judged.browser else {
            Issue.record("not refused")
            return
        }
    }

    /// The leaf's status, the intermediate's, and whether the chain is still accepted if lists are
    /// to count.
    static let demands: [(RevocationStatus, RevocationStatus, accepted: Bool)] = [
        (good, good, true), (good, unknown(.noList), true), (good, unknown(.outdated), false),
        (good, unknown(.noList, .badSignature), false), (unknown(.noList), good, false),
        (unknown(.outOfScope), good, false),
    ]

    @Test(arguments: demands.indices)
    func `lists that are to count must settle the leaf and be usable`(index: Int) {
        let row = Self.demands[index]
        let judged = RevocationRule.demanded(of: Self.verdict(row.0, issuer: row.1))
        if row.accepted {
            #expect(judged.strict == .accepted)
        } else {
            guard case .uncertain(let doubts) = judged.strict else {
                Issue.record("\(judged.strict)")
                return
            }
            #expect(doubts.map(\.id) == ["revocation.unknown"])
            #expect(judged.strictUntil == nil)
        }
        #expect(judged.browser == .accepted)
    }

    @Test func `what was refused or open before stays so`() {
        let expired = ChainDefect.expired(certificate: "CN=leaf", notAfter: Self.time)
        let refused = Self.verdict(Self.revoked, anchor: .originCA, strict: .rejected([expired]))
        #expect(
            RevocationRule.applied(to: refused).strict.defects.map(\.id)
                == ["cert.expired", "cert.revoked"])
        let open = Self.verdict(
            Self.unknown(.noList), strict: .uncertain([.dependsOnPathBuilding(remove: "CN=x")]))
        guard case .uncertain(let doubts) = RevocationRule.demanded(of: open).strict else {
            Issue.record("no longer open")
            return
        }
        #expect(doubts.map(\.id) == ["chain.ambiguous-path", "revocation.unknown"])
    }
}
