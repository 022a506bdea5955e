import EdgePolicy
import OriginFacts
import Testing

/// The certificates at addresses, compared with the file.
@Suite struct `Served certificates` {
    private static let day: Int64 = 86_400
    private static let key: [UInt8] = [1]

    private static func certificate(
        _ digest: String, names: [String] = ["shop.example.com"], begins: Int64 = 0,
        key: KeyFacts = .ec(curve: "prime256v1")
    ) -> CertificateFacts {
        var facts = CertificateFacts(
            sha256: digest, der: [], subject: "CN=\(digest)", issuer: "CN=issuer",
            notBefore: Sample.now + begins * day, notAfter: Sample.now + (begins + 90) * day,
            key: key, signatureAlgorithm: "ecdsa-with-SHA256")
        facts.subjectAltNames = .present(dns: names, addresses: [], other: 0)
        return facts
    }

    private static let own = certificate("own")
    private static let issuer = certificate("issuer")
    private static let root: CertificateFacts = {
        var root = certificate("root")
        root.issuer = root.subject
        return root
    }()
    private static let older = certificate("older", begins: -60)

    private static let facts: CertificateFileFacts = {
        var facts = CertificateFileFacts(files: ["full.pem"], leaf: own)
        facts.issuers = [issuer]
        facts.keySHA256 = key
        return facts
    }()

    private static func shown(
        _ chain: [CertificateFacts], key: [UInt8] = key
    ) -> ServedHandshake {
        .shown(chain, keySHA256: key)
    }

    private static let refused = ServedHandshake.failed(
        .failed(.refused), .notTested(.notReached))

    private func assess(_ addresses: ServedAddress...) -> FileAssessment {
        let seen = ServedObservation(target: .shop, addresses: addresses)
        let good = ChainVerdict(strict: .accepted, browser: .accepted)
        return FileJudge(Self.facts).assess([(nil, good)], served: [seen])
    }

    // swift-format-ignore
    static let rows: [([ServedHandshake], ServedComparison.State, String?, VerdictResult)] = [
        ([shown([own, issuer]), shown([own, issuer])], .same, nil, .ready),
        ([shown([own, issuer, root])], .same, nil, .ready),
        ([shown([own, older, issuer])], .same, nil, .ready),
        ([shown([own, issuer]), refused], .same, nil, .ready),
        ([shown([own])], .otherChain, "served.chain-differs", .broken),
        ([shown([own, issuer]), shown([own])], .otherChain, "served.chain-differs", .broken),
        ([shown([older, issuer])], .other, "file.not-served", .broken),
        ([shown([own, issuer]), shown([older, issuer])], .mixed, "served.mixed", .broken),
        ([refused, refused], .notSeen, "served.not-seen", .inconclusive),
    ]

    @Test(arguments: rows)
    func `are told apart`(
        handshakes: [ServedHandshake], state: ServedComparison.State, finding: String?,
        overall: VerdictResult
    ) {
        let assessment = assess(ServedAddress(Sample.first, handshakes: handshakes))
        #expect(assessment.served.map(\.state) == [state])
        #expect(assessment.served[0].connections == handshakes.count)
        #expect(assessment.findings.map(\.id) == [finding].compactMap(\.self))
        #expect(assessment.overall == overall)
        #expect(assessment.result == .ready)
    }

    // swift-format-ignore
    @Test(arguments: [
        (older, ServedRelation.older),
        (certificate("newer", begins: 30), .newer),
        (certificate("stranger", names: ["other.example"]), .otherNames),
        (certificate("rsa", key: .rsa(bits: 2048)), .otherKeyKind),
        (certificate("p384", key: .ec(curve: "secp384r1")), .other),
        (certificate("twin"), .other),
        (certificate("case", names: ["SHOP.example.com"]), .other),
    ])
    func `are named by how they stand to the file's`(
        certificate: CertificateFacts, relation: ServedRelation
    ) {
        let assessment = assess(
            ServedAddress(Sample.first, handshakes: [Self.shown([certificate], key: [2])]))
        #expect(assessment.served[0].others.map(\.relation) == [relation])
        #expect(!assessment.served[0].others[0].hasSameKey)
    }

    @Test func `with the file's key are known by it`() {
        let assessment = assess(
            ServedAddress(Sample.first, handshakes: [Self.shown([Self.older])]))
        #expect(assessment.served[0].others[0].hasSameKey)
    }

    @Test
    func `are counted, the most frequent first, with what is missing and more than the file's`() {
        let rare = Self.certificate("rare", begins: -90)
        let assessment = assess(
            ServedAddress(
                Sample.first,
                handshakes: [
                    Self.shown([rare]), Self.shown([Self.older]), Self.shown([Self.older]),
                    Self.shown([Self.own, rare]), Self.refused,
                ]))
        let comparison = assessment.served[0]
        #expect(comparison.others.map(\.count) == [2, 1])
        #expect(comparison.same == 1)
        #expect(comparison.failed == 1)
        #expect(comparison.connections == 5)
        #expect(comparison.missing == ["CN=issuer"])
        #expect(comparison.extra == ["CN=rare"])
    }

    @Test func `at one stale address make the whole broken, and name it for a reload`() {
        let assessment = assess(
            ServedAddress(Sample.first, handshakes: [Self.shown([Self.own, Self.issuer])]),
            ServedAddress(
                Sample.second, handshakes: [Self.shown([Self.older])], server: "nginx/1.24"))
        #expect(assessment.overall == .broken)
        #expect(assessment.findings.map(\.address) == [Sample.second])
        #expect(
            assessment.findings[0].remedies == [.reload(Sample.second, server: "nginx/1.24")])
    }

    @Test func `of Cloudflare's own address cannot be compared: the origin must be named`() {
        let assessment = assess(ServedAddress(Sample.first, refusal: .edgeAddress))
        #expect(assessment.overall == .inconclusive)
        #expect(
            assessment.findings[0].remedies
                == [.nameTheOrigin(host: "shop.example.com", port: 443)])
    }

    @Test func `left out by an option decide nothing`() {
        let assessment = assess(
            ServedAddress(Sample.first, handshakes: [Self.shown([Self.own, Self.issuer])]),
            ServedAddress(Sample.second, refusal: .excludedByOption))
        #expect(assessment.overall == .ready)
        #expect(assessment.findings.map(\.severity) == [.info])
    }

    @Test func `nowhere to be found are not taken for good`() {
        let assessment = assess()
        #expect(assessment.overall == .inconclusive)
        #expect(assessment.findings.map(\.id) == ["served.not-seen"])
    }

    @Test func `never mend what the files break`() {
        let seen = ServedObservation(
            target: .shop,
            addresses: [
                ServedAddress(Sample.first, handshakes: [Self.shown([Self.own, Self.issuer])])
            ])
        let bad = ChainVerdict(
            strict: .rejected([.selfSigned(certificate: "CN=own")]), browser: .accepted)
        let assessment = FileJudge(Self.facts).assess([(nil, bad)], served: [seen])
        #expect(assessment.overall == .broken)
    }
}
