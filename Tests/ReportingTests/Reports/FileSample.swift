import EdgePolicy
import OriginFacts
import Reporting

/// A report on certificate files, made from hand-written facts that the real policy judges.
struct FileSample: Sendable, CustomStringConvertible {
    var name: String
    var facts = CertificateFileFacts(files: ["fullchain.pem"], leaf: .leaf)
    var hosts: [(host: HostName?, verdict: ChainVerdict)] = [(Self.shop, Self.good)]
    var served: [ServedAddress] = []
    var missing: String?
    var options = FileOptions()
    var exitStatus: Int32 = 0

    var description: String { name }

    static let shop = HostName.name(ascii: "shop.example.com", unicode: "shop.example.com")
    static let other = HostName.name(ascii: "example.net", unicode: "example.net")
    static let good = ChainVerdict(
        strict: .accepted, browser: .accepted, anchor: .publicRoot,
        nameMatch: .requested(entry: "shop.example.com"),
        strictUntil: CertificateFacts.leaf.notAfter)

    init(_ name: String, _ change: (inout FileSample) -> Void = { _ in }) {
        self.name = name
        facts.issuers = [.intermediate]
        facts.keySHA256 = [1]
        change(&self)
    }

    static func refused(_ defects: ChainDefect...) -> ChainVerdict {
        ChainVerdict(strict: .rejected(defects), browser: .rejected(defects))
    }

    var report: CertificateReport {
        let seen = ServedObservation(target: .shop, addresses: served)
        var chainView = ChainView(
            links: ([facts.leaf] + facts.issuers).map { .init($0, isGiven: true) },
            missingIssuer: missing)
        chainView.isLeafFirst = facts.isLeafFirst
        return CertificateReport(
            facts, chainView: chainView,
            assessment: FileJudge(facts).assess(hosts, served: served.isEmpty ? [] : [seen]),
            time: Sample.now, trust: ToolFacts.sample.trust, options: options,
            exitStatus: exitStatus)
    }
}

extension FileSample {
    static let older: CertificateFacts = {
        var older = CertificateFacts.expired
        older.notAfter = UnixTime(year: 2026, month: 12, day: 1)
        older.serial = "4c0de"
        return older
    }()

    static let own = ServedHandshake.shown([.leaf, .intermediate], keySHA256: [1])

    static let ready = FileSample("cert-ready") {
        $0.facts.key = KeyFileFacts(file: "privkey.pem", .belongs(.ec(curve: "prime256v1")))
        $0.options.key = ["--key", "privkey.pem"]
    }

    static let leafOnly = FileSample("cert-leaf-only") {
        let issuer = "CN=R12,O=Let's Encrypt,C=US"
        $0.facts.issuers = []
        $0.facts.exposedKeyFiles = ["key of shop.pem"]
        $0.hosts = [
            (shop, refused(.missingIssuer(certificate: "CN=shop.example.com", issuer: issuer)))
        ]
        $0.missing = issuer
        $0.options.key = ["--key", "key of shop.pem"]
        $0.facts.key = KeyFileFacts(file: "key of shop.pem", .belongs(.ec(curve: "prime256v1")))
        $0.exitStatus = 1
    }

    static let wrongKey = FileSample("cert-wrong-key") {
        $0.facts.key = KeyFileFacts(file: "old.key", .differs(.rsa(bits: 2048)))
        $0.options.key = ["--key", "old.key"]
        $0.facts.isLeafFirst = false
        $0.facts.firstSubject = CertificateFacts.intermediate.subject
        $0.facts.otherLeaves = ["CN=blog.example.com"]
        $0.exitStatus = 1
    }

    static let someHosts = FileSample("cert-some-hosts") {
        var originCA = good
        originCA.anchor = .originCA
        originCA.findings = [.originCA, .rootSent(root: "CN=r"), .extraCertificates(["CN=x"])]
        originCA.browser = .rejected([.unknownRoot(root: "OU=CloudFlare Origin")])
        var mismatch = refused(
            .nameMismatch(wanted: ["example.net"], present: ["shop.example.com"]))
        mismatch.anchor = .originCA
        mismatch.findings = originCA.findings
        $0.facts.containers = ["PKCS#12"]
        $0.facts.key = KeyFileFacts(file: "fullchain.pem", .locked)
        $0.options.password = ["--password-file", "pw"]
        $0.hosts = [(shop, originCA), (other, mismatch)]
        $0.exitStatus = 1
    }

    static let stale = FileSample("cert-stale") {
        let old = ServedHandshake.shown([older, .intermediate], keySHA256: [1])
        let bare = ServedHandshake.shown([.leaf], keySHA256: [1])
        let refused = ServedHandshake.failed(.failed(.refused), .notTested(.notReached))
        $0.served = [
            ServedAddress(.v4(0xCB00_7101), handshakes: [own, own, own]),
            ServedAddress(.v4(0xCB00_7102), handshakes: [own, own, old], server: "nginx/1.24.0"),
            ServedAddress(.v4(0xCB00_7103), handshakes: [old, old], server: "Apache"),
            ServedAddress(.v4(0xCB00_7104), handshakes: [bare]),
            ServedAddress(.v4(0xCB00_7105), handshakes: [refused]),
            ServedAddress(.v4(0x6810_0101), refusal: .edgeAddress),
        ]
        $0.options.served = ["--served"]
        $0.exitStatus = 1
    }

    static let all = [ready, leafOnly, wrongKey, someHosts, stale]

    /// Hostile text in every place that a file or a server can fill.
    static let hostile = FileSample("cert-hostile") {
        let text = SampleCatalog.hostileText
        $0.facts.files = [text, String(repeating: "界", count: 4_000)]
        $0.facts.leaf.subject = text
        $0.facts.leaf.subjectAltNames = .present(
            dns: [text, String(repeating: "W", count: 5_000)], addresses: [], other: 0)
        $0.facts.leaf.issuerURLs = [text, "http://" + text]
        $0.facts.leaf.signatureAlgorithm = text
        $0.facts.otherLeaves = [text]
        $0.facts.exposedKeyFiles = [text]
        $0.facts.key = KeyFileFacts(file: text, .differs(.other(algorithm: text)))
        $0.hosts = [(nil, refused(.missingIssuer(certificate: text, issuer: $0.facts.leaf.issuer)))]
        $0.missing = text
        var served = older
        served.serial = text
        served.subjectAltNames = .present(dns: [text], addresses: [], other: 0)
        $0.served = [
            ServedAddress(
                Sample.first, handshakes: [.shown([served], keySHA256: [])], server: text)
        ]
    }
}
