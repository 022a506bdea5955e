import CertificateForge
import OpenSSLSupport
import OriginFacts
import Testing

@testable import ChainVerification

/// CRLs and a path, for every evaluated rule of RFC 5280 sections 5 and 6.3.
@Suite struct RevocationListTests {
    static let now = VerificationFixture.now
    static let day = VerificationFixture.day
    static let url = "http://crl.test/part.crl"
    static let since = now - 2 * day
    static let leafSerial: SerialNumber = 0x5EA1
    static let middleSerial: SerialNumber = 0x31DD

    /// A root, an intermediate and a leaf that names a distribution point.
    static let chain = Result { () throws(OpenSSLFailure) -> [ForgedCertificate] in
        let root = try VerificationFixture.ordinary.get().root
        let middle = try Forge.issue(
            .authority("Middle", at: now).with { $0.serial = middleSerial }, by: root.asIssuer)
        let leaf = try Forge.issue(
            .server("www.example.com", at: now).with {
                $0.serial = leafSerial
                $0.revocationListURLs = [url]
            }, by: middle.asIssuer)
        return [leaf, middle, root]
    }

    /// Returns the CRLs of both issuers, valid and empty except for the changes.
    static func lists(
        leaf: (inout CRLRecipe) -> Void = { _ in }, middle: (inout CRLRecipe) -> Void = { _ in }
    ) throws -> [RevocationList] {
        let chain = try chain.get()
        let made = [
            try Forge.crl(CRLRecipe(at: now).with(leaf), by: chain[1].asIssuer),
            try Forge.crl(CRLRecipe(at: now).with(middle), by: chain[2].asIssuer),
        ]
        return made.enumerated().map { position, der in
            RevocationList(source: "crls[\(position)]", content: .der(der))
        }
    }

    static func verdict(
        _ lists: [RevocationList]?, at time: Int64 = now, staple: RevocationEvidence.Staple? = nil,
        limits: JudgeLimits = JudgeLimits()
    ) throws -> ChainVerdict {
        let chain = try chain.get()
        let library = try VerificationFixture.library.get()
        return try VerificationFixture.judge(trusting: [chain[2]], limits: limits).judge(
            try chain.prefix(2).map { try $0.handle(in: library) }, for: nil,
            at: UnixTime(seconds: time), evidence: RevocationEvidence(staple: staple, lists: lists))
    }

    @Test func `a leaf and an intermediate on no CRL are good until the CRLs expire`() throws {
        let verdict = try Self.verdict(try Self.lists())
        let end = UnixTime(seconds: Self.now + 6 * Self.day)
        #expect(verdict.revocation.map(\.isLeaf) == [true, false])
        #expect(
            verdict.revocation.map(\.status) == [
                .good(until: end, source: "crls[0]"), .good(until: end, source: "crls[1]"),
            ])
        #expect(verdict.revocation.map(\.sha256) == Array(verdict.path.prefix(2)))
        #expect(verdict.strict == .accepted)
    }

    @Test func `there is no status when none is requested, or without a path`() throws {
        let chain = try Self.chain.get()
        let plain = try VerificationFixture.verdict(
            on: Array(chain.prefix(2)), trusting: [chain[2]])
        #expect(plain.revocation.isEmpty)
        let stranger = try Authority("Stranger", at: Self.now)
        let library = try VerificationFixture.library.get()
        let lost = try VerificationFixture.judge(trusting: [stranger.root]).judge(
            [try chain[0].handle(in: library)], for: nil, at: UnixTime(seconds: Self.now),
            evidence: RevocationEvidence(lists: try Self.lists()))
        #expect(lost.revocation.isEmpty)
    }

    @Test(arguments: [nil, 1, 4, 6] as [UInt8?])
    func `a certificate on its issuer's CRL is revoked, with the reason`(reason: UInt8?) throws {
        let lists = try Self.lists {
            $0.entries = [
                CRLEntry(1, since: Self.now),
                CRLEntry(Self.leafSerial, since: Self.since, reason: reason),
            ]
        }
        let verdict = try Self.verdict(lists)
        #expect(
            verdict.revocation.first?.status
                == .revoked(
                    since: UnixTime(seconds: Self.since),
                    reason: reason.map { RevocationReason(code: Int($0)) }, source: "crls[0]"))
        #expect(verdict.revocation.last?.status.isGood == true)
        // The judge reports the revocation but does not change its ruling; the policy decides what
        // it means.
        #expect(verdict.strict == .accepted)
        #expect(verdict.strictUntil != nil)
    }

    @Test func `an intermediate on the root's CRL is revoked`() throws {
        let lists = try Self.lists(middle: {
            $0.entries = [CRLEntry(Self.middleSerial, since: Self.since)]
        })
        let statuses = try Self.verdict(lists).revocation.map(\.status)
        #expect(statuses.first?.isGood == true)
        #expect(statuses.last?.isRevoked == true)
    }

    @Test func `a serial number on another issuer's CRL means nothing`() throws {
        let lists = try Self.lists(middle: {
            $0.entries = [CRLEntry(Self.leafSerial, since: Self.since)]
        })
        #expect(try Self.verdict(lists).revocation.allSatisfy(\.status.isGood))
    }

    @Test func `an entry removeFromCRL leaves the certificate good`() throws {
        let lists = try Self.lists {
            $0.entries = [CRLEntry(Self.leafSerial, since: Self.since, reason: 8)]
        }
        #expect(try Self.verdict(lists).revocation.first?.status.isGood == true)
    }

    /// A reason why the leaf's CRL does not settle its status.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let kind: RevocationDoubt.Kind
        let change: @Sendable (inout CRLRecipe) -> Void

        init(
            _ name: String, _ kind: RevocationDoubt.Kind,
            _ change: @escaping @Sendable (inout CRLRecipe) -> Void
        ) {
            testDescription = name
            self.kind = kind
            self.change = change
        }
    }

    static let rows = [
        Row("over since yesterday", .outdated) { $0.nextUpdate = now - day },
        Row("from tomorrow on", .notYetCurrent) { $0.thisUpdate = now + day },
        Row("without an end", .malformed) { $0.nextUpdate = nil },
        Row("without a number", .malformed) { $0.number = nil },
        Row("with a critical number", .malformed) { $0.isNumberCritical = true },
        Row("of version 1", .malformed) { $0.version = 1 },
        Row("with a serial number twice", .malformed) {
            $0.entries = [3, 9, 3].map { CRLEntry(SerialNumber(Int64($0)), since: now) }
        },
        Row("a delta list", .unsupported) { $0.extraExtensions = [CRLRecipe.delta] },
        Row("with an unknown critical extension", .unsupported) {
            $0.extraExtensions = [.criticalUnknown]
        },
        Row("with an unknown critical extension of an entry", .unsupported) {
            var entry = CRLEntry(3, since: now)
            entry.extraExtensions = [.criticalUnknown]
            $0.entries = [entry]
        },
        Row("an indirect list", .unsupported) { $0.scope = CRLScope(isIndirect: true) },
        Row("named relative to its issuer", .unsupported) { $0.scope = .relative },
        Row("named by more than URLs", .unsupported) {
            $0.scope = CRLScope(urls: [url])
            $0.scope?.otherName = .dns("crl.test")
        },
        Row("for CA certificates only", .outOfScope) {
            $0.scope = CRLScope(onlyAuthorities: true)
        },
        Row("for attribute certificates only", .outOfScope) {
            $0.scope = CRLScope(onlyAttributes: true)
        },
        Row("for some reasons only", .outOfScope) { $0.scope = CRLScope(onlySomeReasons: true) },
        Row("for another distribution point", .outOfScope) {
            $0.scope = CRLScope(urls: ["http://crl.test/%70art.crl"])
        },
        Row("signed with MD5", .badSignature) { $0.digest = .md5 },
    ]

    @Test(arguments: rows) func `an unusable CRL leaves the status unknown`(row: Row) throws {
        let root = try VerificationFixture.ordinary.get().root
        let middle = try Forge.issue(
            .authority("Middle RSA", at: Self.now), key: .rsa(bits: 2_048), by: root.asIssuer)
        let leaf = try Forge.issue(
            .server("www.example.com", at: Self.now).with { $0.revocationListURLs = [Self.url] },
            by: middle.asIssuer)
        let list = try Forge.crl(CRLRecipe(at: Self.now).with(row.change), by: middle.asIssuer)
        let library = try VerificationFixture.library.get()
        let verdict = try VerificationFixture.judge(trusting: [root]).judge(
            try [leaf, middle].map { try $0.handle(in: library) }, for: nil,
            at: UnixTime(seconds: Self.now),
            evidence: RevocationEvidence(lists: [
                RevocationList(source: "crls[0]", content: .der(list))
            ]))
        let doubts = try #require(verdict.revocation.first?.status.doubts)
        #expect(doubts.map(\.kind) == [row.kind])
        #expect(doubts.map(\.source) == ["crls[0]"])
        #expect(verdict.revocation.last?.status.doubts?.map(\.kind) == [.noList])
    }

    static let harmless = [
        Row("with an extension nobody knows", .noList) {
            $0.extraExtensions = [
                CertificateExtension("1.3.6.1.4.1.32473.1", value: DERWriter.null)
            ]
        },
        Row("for servers only", .noList) { $0.scope = CRLScope(onlyServers: true) },
        Row("for the leaf's distribution point", .noList) { $0.scope = CRLScope(urls: [url]) },
        Row("of 10,000 entries", .noList) {
            $0.entries = (1...10_000).map { CRLEntry(SerialNumber($0), since: now) }
        },
        Row("beginning and ending now", .noList) {
            $0.thisUpdate = now
            $0.nextUpdate = now
        },
    ]

    @Test(arguments: harmless) func `a usable CRL settles the status`(row: Row) throws {
        let lists = try Self.lists(leaf: row.change)
        #expect(try Self.verdict(lists).revocation.first?.status.isGood == true)
    }

    @Test func `a CRL for end entities only says nothing about an intermediate`() throws {
        let lists = try Self.lists(middle: { $0.scope = CRLScope(onlyServers: true) })
        let statuses = try Self.verdict(lists).revocation.map(\.status)
        #expect(statuses.first?.isGood == true)
        #expect(statuses.last?.doubts?.map(\.kind) == [.outOfScope])
    }

    @Test func `a leaf without a distribution point is not covered by a partitioned CRL`() throws {
        let authority = try VerificationFixture.ordinary.get()
        let leaf = try authority.issue(.server("www.example.com", at: Self.now))
        let list = try Forge.crl(
            CRLRecipe(at: Self.now).with { $0.scope = CRLScope(urls: [Self.url]) },
            by: authority.intermediate.asIssuer)
        let library = try VerificationFixture.library.get()
        let verdict = try VerificationFixture.judge(trusting: [authority.root]).judge(
            try [leaf, authority.intermediate].map { try $0.handle(in: library) }, for: nil,
            at: UnixTime(seconds: Self.now),
            evidence: RevocationEvidence(lists: [
                RevocationList(source: "crls[0]", content: .der(list))
            ]))
        #expect(verdict.revocation.first?.status.doubts?.map(\.kind) == [.outOfScope])
    }

    @Test func `a CRL in the issuer's name with another key is not the issuer's`() throws {
        let middle = try Self.chain.get()[1]
        let impostor = try Forge.issue(middle.recipe)
        let list = try Forge.crl(
            CRLRecipe(at: Self.now, revoking: [CRLEntry(Self.leafSerial, since: Self.since)]),
            by: impostor.asIssuer)
        let verdict = try Self.verdict([RevocationList(source: "crls[0]", content: .der(list))])
        #expect(verdict.revocation.first?.status.doubts?.map(\.kind) == [.badSignature])
    }

    @Test func `a changed bit in a CRL invalidates its signature`() throws {
        var lists = try Self.lists()
        var bytes = try #require(lists[0].der)
        bytes[bytes.count - 1] ^= 1
        lists[0].content = .der(bytes)
        let verdict = try Self.verdict(lists)
        #expect(verdict.revocation.first?.status.doubts?.map(\.kind) == [.badSignature])
    }

    @Test(arguments: [true, false])
    func `only a CA that may sign CRLs counts`(hasUsage: Bool) throws {
        let root = try VerificationFixture.ordinary.get().root
        let middle = try Forge.issue(
            .authority("Silent", at: Self.now).with {
                $0.keyUsage = hasUsage ? .certificateSigning : nil
            }, by: root.asIssuer)
        let leaf = try Forge.issue(.server("www.example.com", at: Self.now), by: middle.asIssuer)
        let list = try Forge.crl(CRLRecipe(at: Self.now), by: middle.asIssuer)
        let library = try VerificationFixture.library.get()
        let verdict = try VerificationFixture.judge(trusting: [root]).judge(
            try [leaf, middle].map { try $0.handle(in: library) }, for: nil,
            at: UnixTime(seconds: Self.now),
            evidence: RevocationEvidence(lists: [
                RevocationList(source: "crls[0]", content: .der(list))
            ]))
        let status = try #require(verdict.revocation.first?.status)
        #expect(hasUsage ? status.doubts?.map(\.kind) == [.notAuthorized] : status.isGood)
    }
}

extension RevocationStatus {
    var isGood: Bool {
        if case .good = self { true } else { false }
    }

    var isRevoked: Bool {
        if case .revoked = self { true } else { false }
    }

    /// The doubts; nil if the status is settled.
    var doubts: [RevocationDoubt]? {
        if case .unknown(let doubts) = self { doubts } else { nil }
    }
}
