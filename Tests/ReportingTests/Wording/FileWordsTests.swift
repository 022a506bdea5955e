import EdgePolicy
import OriginFacts
import Testing

@testable import Reporting

/// The report's text about unusual chains.
@Suite struct `Words about certificate files` {
    private func page(_ change: (inout FileSample) -> Void) -> String {
        unbroken(FileSample("words", change).report)
    }

    private func unbroken(_ report: CertificateReport) -> String {
        report.text(TextStyle(symbols: .ascii)).replacing(/\n +/, with: " ")
    }

    private static let own = ChainDefect.missingIssuer(certificate: "CN=i", issuer: "CN=Own Root")
    private static let other = ChainDefect.nameMismatch(
        wanted: ["a.example"], present: ["b.example"])

    // swift-format-ignore
    @Test(arguments: [
        (ChainRuling.accepted, own, "they do not trust its root"),
        (.rejected([other]), own, "they do not trust its root"),
        (.rejected([own]), own, "an intermediate certificate is missing"),
        (.rejected([.unknownRoot(root: "CN=r")]), .unknownRoot(root: "CN=r"), "they do not trust its root either"),
        (.rejected([other]), .unknownRoot(root: "CN=r"), "they do not trust its root"),
        (.rejected([other]), other, "the certificate is for other names"),
    ])
    func `say why browsers refuse`(strict: ChainRuling, browser: ChainDefect, says: String) {
        let text = page {
            $0.hosts = [(FileSample.shop, ChainVerdict(strict: strict, browser: .rejected([browser])))]
        }
        #expect(text.contains("reach the origin directly reject it: \(says)\n"), "\(text)")
    }

    @Test func `tell an expired intermediate from an expired certificate`() {
        let expired = { ChainDefect.expired(certificate: $0, notAfter: Sample.now) }
        let above = page { $0.hosts = [(nil, FileSample.refused(expired("CN=R11")))] }
        #expect(
            above.contains("526 in Full (strict): an intermediate certificate has expired: CN=R11.")
        )
        let own = page { $0.hosts = [(nil, FileSample.refused(expired($0.facts.leaf.subject)))] }
        #expect(own.contains("526 in Full (strict): the certificate has expired."))
    }

    @Test func `tell leaves of one subject apart, and say which strangers expired`() {
        var sample = FileSample("twins") {
            $0.facts.otherLeaves = [$0.facts.leaf.subject]
            var verdict = FileSample.good
            verdict.findings = [.extraCertificates([CertificateFacts.expired.subject, "CN=x"])]
            $0.hosts = [(nil, verdict)]
        }
        sample.hosts[0].host = nil
        var report = sample.report
        report.chainView.otherLeaves = [FileSample.older]
        report.chainView.strangers = [.expired]
        let text = unbroken(report)
        #expect(text.contains("serial 4c0de, until 2026-12-01)"), "\(text)")
        #expect(text.contains("(expired on 2026-10-30) and CN=x"))
    }
}
