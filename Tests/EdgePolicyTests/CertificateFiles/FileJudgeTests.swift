import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Certificate files` {
    static let facts = CertificateFileFacts(files: ["full.pem"], leaf: .leaf)
    static let www = HostName.name(ascii: "www.example.com", unicode: "www.example.com")
    static let other = HostName.name(ascii: "other.example", unicode: "other.example")
    static let mismatch = ChainDefect.nameMismatch(wanted: ["other.example"], present: ["a"])

    static func verdict(_ strict: ChainRuling = .accepted) -> ChainVerdict {
        ChainVerdict(strict: strict, browser: strict)
    }

    /// A change to sound files, and its outcome in the five modes, weakest first.
    struct Row: Sendable, CustomTestStringConvertible {
        var title: String
        var strict: ChainRuling = .accepted
        var change: @Sendable (inout CertificateFileFacts) -> Void = { _ in }
        var modes: [FileOutcome]
        var findings: [String] = []
        var result: VerdictResult

        var testDescription: String { title }
    }

    private static let fails = [FileOutcome](repeating: .serverFails, count: 5)
    private static let plain: [FileOutcome] = [.notUsed, .notUsed]
    private static let own = KeyFacts.ec(curve: "prime256v1")

    // swift-format-ignore
    static let rows: [Row] = [
        Row(title: "sound", modes: plain + [.works, .works, .works], result: .ready),
        Row(title: "refused", strict: .rejected([mismatch]),
            modes: plain + [.works, .refused, .refused], findings: ["error name.mismatch"], result: .broken),
        Row(title: "uncertain", strict: .uncertain([mismatch]),
            modes: plain + [.works, .unknown, .unknown], findings: ["warning name.mismatch"], result: .inconclusive),
        Row(title: "the key fits", change: { $0.key = KeyFileFacts(file: "k", .belongs(own)) },
            modes: plain + [.works, .works, .works], result: .ready),
        Row(title: "the key is locked", change: { $0.key = KeyFileFacts(file: "k", .locked) },
            modes: plain + [.works, .works, .works], result: .ready),
        Row(title: "wrong key", change: { $0.key = KeyFileFacts(file: "k", .differs(own)) },
            modes: fails, findings: ["error key.mismatch"], result: .broken),
        Row(title: "leaf not first", change: { $0.isLeafFirst = false },
            modes: fails, findings: ["error chain.leaf-not-first"], result: .broken),
        Row(title: "several leaves", change: { $0.otherLeaves = ["CN=b"] },
            modes: plain + [.works, .works, .works], findings: ["warning chain.several-leaves"], result: .warning),
        Row(title: "exposed key", change: { $0.exposedKeyFiles = ["k"] },
            modes: plain + [.works, .works, .works], findings: ["warning key.permissions"], result: .warning),
        Row(title: "a container", change: { $0.containers = ["PKCS#12"] },
            modes: plain + [.works, .works, .works], findings: ["warning file.not-pem"], result: .warning),
    ]

    @Test(arguments: rows)
    func `give in each mode what they must`(row: Row) {
        var facts = Self.facts
        row.change(&facts)
        let assessment = FileJudge(facts).assess([(Self.www, Self.verdict(row.strict))])
        #expect(assessment.hosts[0].modes == row.modes)
        #expect(assessment.findings.map { "\($0.severity) \($0.id)" } == row.findings)
        #expect(assessment.result == row.result)
        #expect(assessment.overall == row.result)
    }

    @Test(arguments: [EncryptionMode.off, .flexible, .full])
    func `are not judged by their chain where the mode does not look`(mode: EncryptionMode) {
        let refused = Self.verdict(.rejected([Self.mismatch]))
        let assessment = FileJudge(Self.facts, mode: mode).assess([(nil, refused)])
        #expect(assessment.result == .ready)
        #expect(assessment.findings.map(\.severity) == [.info])
    }

    @Test func `are told once what all hosts share, and by name what one host has`() {
        let expired = ChainDefect.expired(certificate: "CN=a", notAfter: Sample.now)
        let assessment = FileJudge(Self.facts).assess([
            (Self.www, Self.verdict(.rejected([expired]))),
            (Self.other, Self.verdict(.rejected([expired, Self.mismatch]))),
        ])
        #expect(assessment.findings.map(\.id) == ["cert.expired", "name.mismatch"])
        #expect(assessment.findings.map(\.hosts) == [[], [Self.other]])
    }

    @Test func `that serve only some of the hosts are degraded`() {
        let assessment = FileJudge(Self.facts).assess([
            (Self.www, Self.verdict()), (Self.other, Self.verdict(.rejected([Self.mismatch]))),
        ])
        #expect(assessment.result == .degraded)
        #expect(assessment.worstOutcome(.strict) == .refused)
        #expect(assessment.worstOutcome(.full) == .works)
        #expect(assessment.strictUntil == nil)
    }

    @Test func `weigh a remark as a check of the host does`() {
        var verdict = Self.verdict()
        verdict.findings = [
            .expiresSoon(certificate: "CN=a", notAfter: Sample.now), .rootSent(root: "CN=r"),
        ]
        let assessment = FileJudge(Self.facts).assess([(nil, verdict)])
        #expect(
            assessment.findings.map { "\($0.severity) \($0.id)" }
                == ["warning cert.expires-soon", "info chain.root-sent"])
        #expect(assessment.result == .warning)
    }

    // swift-format-ignore
    @Test(arguments: [
        (ChainDefect.missingIssuer(certificate: "CN=a", issuer: "CN=i"), FileRemedy.addIssuer("CN=i", urls: [])),
        (.expired(certificate: "CN=an intermediate", notAfter: Sample.now), .addIssuer("CN=an intermediate", urls: [])),
        (.expired(certificate: CertificateFacts.leaf.subject, notAfter: Sample.now), .renew(names: ["www.example.com"])),
        (.dependsOnPathBuilding(remove: "CN=x"), .fixChain),
        (.nameMismatch(wanted: ["other.example"], present: []), .addName("other.example")),
        (.selfSigned(certificate: "CN=a"), .install(names: ["www.example.com"])),
    ])
    func `are mended by what fits the defect`(defect: ChainDefect, remedy: FileRemedy) {
        let assessment = FileJudge(Self.facts).assess([
            (Self.www, Self.verdict(.rejected([defect])))
        ])
        #expect(assessment.findings[0].remedies.first == remedy)
    }

    @Test(arguments: [
        ChainFinding.wrongOrder, .extraCertificates(["CN=x"]), .duplicateCertificates(["CN=x"]),
        .rootSent(root: "CN=r"),
    ])
    func `in disorder are mended by cert fix`(remark: ChainFinding) {
        var verdict = Self.verdict()
        verdict.findings = [remark]
        #expect(FileJudge(Self.facts).assess([(nil, verdict)]).findings[0].remedies == [.fixChain])
    }
}
