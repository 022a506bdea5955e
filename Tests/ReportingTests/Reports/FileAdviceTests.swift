import EdgePolicy
import OriginFacts
import Testing

@testable import Reporting

/// The commands proposed for certificate files: each can work, and none is proposed twice.
@Suite struct `Commands for certificate files` {
    private static let incomplete = FileSample.refused(
        .missingIssuer(certificate: "CN=shop.example.com", issuer: "CN=R12"))

    private func page(_ sample: FileSample) -> String {
        sample.report.text(TextStyle(symbols: .ascii))
    }

    private func unbroken(_ sample: FileSample) -> String {
        page(sample).replacing(/\n +/, with: " ")
    }

    private func commands(_ sample: FileSample) -> [String] {
        page(sample).split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }.filter {
            $0.hasPrefix("fullstrict ") || $0.hasPrefix("Then: ")
        }.map(String.init)
    }

    @Test func `mend a chain once, with all it needs, and check what was written`() {
        let sample = FileSample("both") {
            var verdict = Self.incomplete
            verdict.findings = [.rootSent(root: "CN=r"), .extraCertificates(["CN=x"])]
            $0.hosts = [(FileSample.shop, verdict)]
            $0.facts.files = ["server.crt"]
            $0.facts.isLeafFirst = false
        }
        #expect(
            commands(sample) == [
                "fullstrict cert fix server.crt ISSUER.pem -o server.fixed.pem",
                "Then: fullstrict cert check server.fixed.pem --host shop.example.com",
            ])
    }

    @Test(arguments: [(false, "KEY.pem"), (true, "own.pem")])
    func `name the key where there are several leaves`(hasKey: Bool, key: String) {
        let sample = FileSample("two") {
            var verdict = FileSample.good
            verdict.findings = [.rootSent(root: "CN=r")]
            $0.hosts = [(nil, verdict)]
            $0.facts.otherLeaves = ["CN=other"]
            guard hasKey else { return }
            $0.facts.key = KeyFileFacts(file: key, .belongs(.rsa(bits: 2048)))
            $0.options.key = ["--key", key]
        }
        let fix = "fullstrict cert fix fullchain.pem -o fullchain.fixed.pem --key \(key)"
        #expect(commands(sample).contains(fix))
    }

    @Test(arguments: [
        ("-", "fullstrict cert check FILE"), ("/dev/fd/63", "fullstrict cert check FILE"),
        ("-x.pem", "fullstrict cert check ./-x.pem"),
        ("a b.pem", "fullstrict cert check 'a b.pem'"),
    ])
    func `name files that can be read again`(file: String, again: String) {
        let sample = FileSample("odd") {
            $0.facts.files = [file]
            $0.facts.exposedKeyFiles = ["k"]
            $0.hosts = [(nil, FileSample.good)]
        }
        #expect(commands(sample) == ["Then: " + again])
    }

    // swift-format-ignore
    @Test(arguments: [
        (["a.example", "192.0.2.1", "a_b.example"], "fullstrict cert new a.example -o .", "It leaves out a_b.example and 192.0.2.1"),
        (["a_b.example"], nil, "It leaves out a_b.example"), (["-a.example", "*.b.example", "localhost"], "fullstrict cert new '*.b.example' -o .", "It leaves out -a.example and localhost"),
    ] as [([String], String?, String)])
    func `ask for names that can be certified only`(names: [String], command: String?, says: String) {
        let sample = FileSample("names") {
            let isAddress = { (name: String) in name.first.map(\.isNumber) ?? false }
            $0.facts.leaf.subjectAltNames = .present(
                dns: names.filter { !isAddress($0) }, addresses: names.filter(isAddress).compactMap(IPAddress.init), other: 0)
            $0.facts.key = KeyFileFacts(file: "k", .differs(.rsa(bits: 2048)))
            $0.options.key = ["--key", "k"]
        }
        #expect(commands(sample).first { $0.contains("cert new") } == command)
        #expect(unbroken(sample).contains(says), "\(page(sample))")
    }

    @Test func `ask for no certificate with an address in it`() {
        let sample = FileSample("address") {
            $0.hosts = [
                (
                    FileSample.shop,
                    FileSample.refused(.nameMismatch(wanted: ["192.0.2.1"], present: []))
                )
            ]
        }
        #expect(!commands(sample).contains { $0.contains("cert new") })
        #expect(unbroken(sample).contains("from a CA that issues for such names"))
    }
}
