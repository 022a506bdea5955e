import CertificateForge
import OpenSSLSupport
import OriginFacts
import Testing

@testable import ChainVerification

/// Stapled OCSP responses about a leaf.
@Suite struct StapleTests {
    static let now = VerificationFixture.now
    static let day = VerificationFixture.day

    /// The chain of all rows, and other possible signers.
    struct Cast: Sendable {
        let authority: Authority
        let leaf: ForgedCertificate
        let other: ForgedCertificate

        init() throws(OpenSSLFailure) {
            authority = try VerificationFixture.ordinary.get()
            leaf = try authority.issue(
                .server("www.example.com", at: StapleTests.now).with { $0.serial = 0x5EA1 })
            other = try authority.issue(
                .server("www.example.com", at: StapleTests.now).with { $0.serial = 0x0DD })
        }

        /// Creates a responder with its own certificate.
        func delegate(
            purpose: ExtendedKeyUsage = .responseSigning, at time: Int64 = StapleTests.now,
            by issuer: ForgedCertificate? = nil
        ) throws(OpenSSLFailure) -> ForgedCertificate {
            let recipe = CertificateRecipe.server(at: time).with {
                $0.subject = SubjectName(commonName: "Responder")
                $0.extendedKeyUsage = [purpose]
            }
            return try Forge.issue(recipe, by: (issuer ?? authority.intermediate).asIssuer)
        }

        /// Creates a staple about the leaf.
        func staple(
            _ status: OCSPResponseRecipe.Status = .good, by delegate: ForgedCertificate? = nil,
            with change: (inout OCSPResponseRecipe) -> Void = { _ in }
        ) throws(OpenSSLFailure) -> [UInt8] {
            let recipe = OCSPResponseRecipe(status, at: StapleTests.now).with {
                $0.certificates = delegate.map { [$0] } ?? []
                change(&$0)
            }
            return try Forge.ocspResponse(
                recipe, of: leaf, from: authority.intermediate,
                signedBy: (delegate ?? authority.intermediate).asIssuer)
        }

        func statuses(
            _ staple: RevocationEvidence.Staple, of leaf: ForgedCertificate? = nil
        ) throws -> [CertificateRevocation] {
            let library = try VerificationFixture.library.get()
            return try VerificationFixture.judge(trusting: [authority.root]).judge(
                try [leaf ?? self.leaf, authority.intermediate].map { try $0.handle(in: library) },
                for: nil, at: UnixTime(seconds: StapleTests.now),
                evidence: RevocationEvidence(staple: staple)
            ).revocation
        }
    }

    static let cast = Result { () throws(OpenSSLFailure) in try Cast() }

    /// One staple and its result: `good`, `revoked …`, or a doubt.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let answer: String
        let staple: @Sendable (Cast) throws -> [UInt8]

        init(
            _ name: String, _ answer: String, _ staple: @escaping @Sendable (Cast) throws -> [UInt8]
        ) {
            testDescription = name
            self.answer = answer
            self.staple = staple
        }
    }

    static let rows = [
        Row("good, signed by the issuer", "good") { try $0.staple() },
        Row("good, signed by a delegate", "good") { try $0.staple(by: $0.delegate()) },
        Row("revoked", "revoked key-compromise") {
            try $0.staple(.revoked(since: now - day, reason: 1))
        },
        Row("revoked without a reason", "revoked") {
            try $0.staple(.revoked(since: now - day, reason: nil))
        },
        Row("unknown to the responder", "responder-unsure") { try $0.staple(.unknown) },
        Row("try later", "responder-unsure") { try $0.staple { $0.responseStatus = 3 } },
        Row("out of date", "outdated") { try $0.staple { $0.nextUpdate = now - 1 } },
        Row("without an end", "outdated") { try $0.staple { $0.nextUpdate = nil } },
        Row("from tomorrow on", "not-yet-current") { try $0.staple { $0.thisUpdate = now + day } },
        Row("about another certificate", "out-of-scope") {
            try Forge.ocspResponse(
                OCSPResponseRecipe(at: now), of: $0.other, from: $0.authority.intermediate,
                signedBy: $0.authority.intermediate.asIssuer)
        },
        Row("about the same serial number of another issuer", "out-of-scope") {
            try Forge.ocspResponse(
                OCSPResponseRecipe(at: now), of: $0.leaf, from: $0.authority.root,
                signedBy: $0.authority.intermediate.asIssuer)
        },
        Row("signed by an unknown key in the issuer's name", "bad-signature") {
            try Forge.ocspResponse(
                OCSPResponseRecipe(at: now), of: $0.leaf, from: $0.authority.intermediate,
                signedBy: try Forge.issue($0.authority.intermediate.recipe).asIssuer)
        },
        Row("signed by a delegate that is not sent along", "bad-signature") {
            try $0.staple(by: $0.delegate()) { $0.certificates = [] }
        },
        Row("signed by a server of the same CA", "not-authorized") {
            try $0.staple(by: $0.delegate(purpose: .serverAuthentication))
        },
        Row("signed by a delegate of another CA", "not-authorized") {
            try $0.staple(by: $0.delegate(by: $0.authority.root))
        },
        Row("signed by a delegate that has expired", "not-authorized") {
            try $0.staple(by: $0.delegate(at: now - 90 * day))
        },
        Row("with a changed signature", "bad-signature") {
            var bytes = try $0.staple()
            bytes[bytes.count - 1] ^= 1
            return bytes
        },
        Row("garbage", "unreadable") { _ in Array("no staple".utf8) },
        Row("with bytes after its end", "unreadable") { try $0.staple() + [0] },
        Row("empty", "unreadable") { _ in [] },
        Row("huge", "too-large") { _ in [UInt8](repeating: 0x30, count: 65_537) },
    ]

    @Test(arguments: rows) func `a staple settles the leaf's status, or there is a doubt`(row: Row)
        throws
    {
        let cast = try Self.cast.get()
        let statuses = try cast.statuses(.sent(try row.staple(cast)))
        #expect(statuses.map(\.isLeaf) == [true])
        #expect(statuses.map { Self.summary($0.status) } == [row.answer])
    }

    @Test func `a missing staple, or one that was not requested, gives no status`() throws {
        let cast = try Self.cast.get()
        #expect(try cast.statuses(.absent).map { Self.summary($0.status) } == ["nothing-stapled"])
        #expect(try cast.statuses(.notAsked).map { Self.summary($0.status) } == ["not-asked"])
    }

    @Test func `must-staple is seen, and violated only if nothing is stapled`() throws {
        let cast = try Self.cast.get()
        let leaf = try cast.authority.issue(
            .server("www.example.com", at: Self.now).with { $0.extraExtensions = [.mustStaple] })
        let good = try Forge.ocspResponse(
            OCSPResponseRecipe(at: Self.now), of: leaf, from: cast.authority.intermediate,
            signedBy: cast.authority.intermediate.asIssuer)
        let rows: [(RevocationEvidence.Staple, lacks: Bool)] = [
            (.absent, true), (.notAsked, false), (.sent(good), false), (.sent([0]), false),
        ]
        for (staple, lacks) in rows {
            let status = try #require(try cast.statuses(staple, of: leaf).first)
            #expect(status.promisesStaple)
            #expect(status.lacksPromisedStaple == lacks)
        }
        #expect(try cast.statuses(.absent).first?.promisesStaple == false)
        #expect(try cast.statuses(.absent).first?.lacksPromisedStaple == false)
    }

    @Test func `a staple with any byte changed never gives good`() throws {
        let cast = try Self.cast.get()
        let whole = try cast.staple()
        for position in stride(from: 0, to: whole.count, by: 2) {
            var bytes = whole
            bytes[position] ^= 0x11
            let status = try cast.statuses(.sent(bytes)).first?.status
            #expect(status?.doubts?.isEmpty == false, "byte \(position)")
        }
    }

    private static func summary(_ status: RevocationStatus) -> String {
        switch status {
        case .good: "good"
        case .revoked(_, let reason, _): reason.map { "revoked \($0.rawValue)" } ?? "revoked"
        case .unknown(let doubts): doubts.map(\.kind.rawValue).joined(separator: " ")
        }
    }
}
