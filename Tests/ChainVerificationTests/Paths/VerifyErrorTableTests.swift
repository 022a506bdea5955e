import OriginFacts
import Testing

@testable import ChainVerification

@Suite struct VerifyErrorTableTests {
    static func defect(_ code: Int32) -> ChainDefect {
        VerifyErrorTable.defect(for: PathProblem(code: code, depth: 0, certificate: nil))
    }

    @Test func `every code has a defect, and an unknown one keeps its number`() {
        for code in Int32(1)...200 {
            if case .other(_, let kept, let text) = Self.defect(code) {
                #expect(kept == code)
                #expect(!text.isEmpty)
            }
        }
        #expect(
            Self.defect(9_999)
                == .other(
                    certificate: "", code: 9_999, text: "unknown certificate verification error"))
    }

    @Test(
        arguments: [
            (2, "chain.incomplete"), (20, "chain.incomplete"), (18, "trust.self-signed"),
            (19, "trust.unknown-root"), (10, "cert.expired"), (9, "cert.not-yet-valid"),
            (7, "chain.bad-signature"), (79, "chain.not-a-ca"), (32, "chain.not-a-ca"),
            (25, "chain.path-length"), (26, "cert.wrong-purpose"), (34, "cert.unknown-critical"),
            (47, "chain.name-constraints"), (48, "chain.name-constraints"),
            (22, "chain.too-complex"),
            (23, "cert.revoked"), (41, "cert.malformed"), (94, "cert.weak-key"),
            (6, "cert.weak-key"), (80, "cert.malformed"), (1, "cert.other"),
        ] as [(Int32, String)])
    func `a code has its defect`(code: Int32, id: String) {
        #expect(Self.defect(code).id == id)
    }

    @Test func `an echo is left out, alone it stays`() {
        let missing = PathProblem(code: 20, depth: 0, certificate: nil)
        let echo = PathProblem(code: 21, depth: 0, certificate: nil)
        #expect(VerifyErrorTable.defects(for: [missing, echo]).map(\.id) == ["chain.incomplete"])
        #expect(VerifyErrorTable.defects(for: [echo]).map(\.id) == ["cert.other"])
        let authority = PathProblem(code: 79, depth: 1, certificate: nil)
        let purpose = PathProblem(code: 26, depth: 1, certificate: nil)
        #expect(VerifyErrorTable.defects(for: [authority, purpose]).count == 1)
        let leaf = PathProblem(code: 26, depth: 0, certificate: nil)
        #expect(VerifyErrorTable.defects(for: [authority, leaf]).count == 2)
    }
}

@Suite struct DefectOrderTests {
    @Test func `trust comes before dates, dates before names, names before form`() {
        let defects: [ChainDefect] = [
            .malformed(certificate: "a", detail: "b"), .nameMismatch(wanted: [], present: []),
            .expired(certificate: "a", notAfter: UnixTime(seconds: 0)),
            .selfSigned(certificate: "a"), .selfSigned(certificate: "a"),
            .expired(certificate: "b", notAfter: UnixTime(seconds: 0)),
        ]
        #expect(
            DefectOrder.sorted(defects).map(\.id) == [
                "trust.self-signed", "cert.expired", "cert.expired", "name.mismatch",
                "cert.malformed",
            ])
    }
}
