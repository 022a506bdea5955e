import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// Evidence that is missing, hostile or too large.
@Suite struct RevocationEvidenceTests {
    typealias Lists = RevocationListTests

    static let sound = Result { try Lists.lists() }

    /// Returns the doubts about the leaf.
    private func doubts(_ lists: [RevocationList]) throws -> [RevocationDoubt.Kind]? {
        try Lists.verdict(lists).revocation.first?.status.doubts?.map(\.kind)
    }

    @Test(arguments: [[], [0x30], [0x30, 0x80], [UInt8](repeating: 0x30, count: 4_096)])
    func `garbage is not a CRL`(bytes: [UInt8]) throws {
        let list = RevocationList(source: "crls[0]", content: .der(bytes))
        #expect(try doubts([list]) == [.unreadable])
    }

    @Test func `a CRL that is truncated, or longer than it says, is not a CRL`() throws {
        let whole = try #require(Self.sound.get()[0].der)
        for count in stride(from: 0, to: whole.count, by: 7) {
            let list = RevocationList(source: "crls[0]", content: .der(Array(whole.prefix(count))))
            #expect(try doubts([list]) == [.unreadable], "\(count) bytes")
        }
        let longer = RevocationList(source: "crls[0]", content: .der(whole + [0]))
        #expect(try doubts([longer]) == [.unreadable])
    }

    @Test func `a CRL with any byte changed never makes the leaf good`() throws {
        let whole = try #require(Self.sound.get()[0].der)
        for position in stride(from: 0, to: whole.count, by: 3) {
            var bytes = whole
            bytes[position] ^= 0x11
            let list = RevocationList(source: "crls[0]", content: .der(bytes))
            let status = try Lists.verdict([list]).revocation.first?.status
            #expect(status?.doubts?.isEmpty == false, "byte \(position)")
        }
    }

    @Test func `a CRL over the size limit is not parsed`() throws {
        let bytes = [UInt8](repeating: 0x30, count: RevocationLimits.listBytes + 1)
        #expect(
            try doubts([RevocationList(source: "crls[0]", content: .der(bytes))]) == [.tooLarge])
    }

    @Test func `the ninth CRL is ignored`() throws {
        let sound = try Self.sound.get()[0]
        let nothing = RevocationList(source: "crls[0]", content: .der([]))
        let eight = Array(repeating: nothing, count: 7) + [sound]
        #expect(try Lists.verdict(eight).revocation.first?.status.isGood == true)
        let kinds = try doubts([nothing] + eight)
        #expect(kinds?.last == .tooLarge)
    }

    @Test func `CRLs that are too large together are ignored`() throws {
        let sound = try Self.sound.get()[0]
        let huge = [UInt8](repeating: 0, count: RevocationLimits.listBytes)
        let padding = RevocationList(source: "crls[0]", content: .der(huge))
        #expect(try Lists.verdict([padding, sound]).revocation.first?.status.isGood == true)
        #expect(try doubts([padding, padding, sound])?.last == .tooLarge)
    }

    @Test func `a CRL that could not be fetched is reported for the certificate that names it`()
        throws
    {
        let missing = RevocationList(source: Lists.url, content: .missing("HTTP 404"))
        let revocation = try Lists.verdict([missing]).revocation
        #expect(
            revocation.first?.status
                == .unknown([
                    RevocationDoubt(.notFetched, source: Lists.url, detail: "HTTP 404")
                ]))
        #expect(revocation.last?.status.doubts?.map(\.kind) == [.noDistributionPoint])
    }

    @Test func `without any CRL the status is unknown`() throws {
        let kinds = try Lists.verdict([]).revocation.map { $0.status.doubts?.map(\.kind) }
        #expect(kinds == [[.noList], [.noDistributionPoint]])
    }

    @Test func `a good CRL settles the status, even with a useless one`() throws {
        let useless = try Lists.lists { $0.nextUpdate = Lists.now - Lists.day }[0]
        let sound = try Self.sound.get()[0]
        #expect(try Lists.verdict([useless, sound]).revocation.first?.status.isGood == true)
    }

    @Test func `a CRL that revokes takes precedence over one that does not`() throws {
        let revoking = try Lists.lists {
            $0.entries = [CRLEntry(Lists.leafSerial, since: Lists.since)]
        }[0]
        let sound = try Self.sound.get()[0]
        #expect(try Lists.verdict([sound, revoking]).revocation.first?.status.isRevoked == true)
    }
}

extension RevocationList {
    /// The list's bytes; nil if it could not be fetched.
    var der: [UInt8]? {
        if case .der(let bytes) = content { bytes } else { nil }
    }
}
