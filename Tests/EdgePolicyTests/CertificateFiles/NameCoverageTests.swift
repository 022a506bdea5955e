import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Covered names` {
    // swift-format-ignore
    @Test(arguments: [
        (["example.com", "www.example.com"], [], []),
        (["example.com"], ["www.example.com"], []),
        (["www.example.com"], ["example.com"], []),
        (["*.example.com"], ["example.com"], []),
        (["example.com", "*.example.com"], [], ["www.example.com"]),
        (["example.com", "*.example.com", "www.example.com"], [], []),
        (["example.co.uk"], ["www.example.co.uk"], []),
        (["shop.example.com"], [], []),
        (["shop.abc.de"], [], []),
        (["localhost"], [], []),
        (["*.com"], [], []),
        (["EXAMPLE.com"], ["www.example.com"], []),
    ] as [([String], [String], [String])])
    func `lack the neighbours owners expect`(
        names: [String], missing: [String], byWildcard: [String]
    ) {
        var certificate = CertificateFacts.leaf
        certificate.subjectAltNames = .present(dns: names, addresses: [], other: 0)
        let coverage = NameCoverage(of: certificate)
        #expect(coverage.covered == names.map { $0.lowercased() })
        #expect(coverage.notCovered == missing)
        #expect(coverage.coveredByWildcard == byWildcard)
        #expect((coverage.tooDeep != nil) == names.contains { $0.hasPrefix("*.") })
    }

    @Test func `are the common names where there is no SAN, and addresses count`() {
        var certificate = CertificateFacts.leaf
        certificate.commonNames = ["a.example.net"]
        certificate.subjectAltNames = .absent
        #expect(NameCoverage(of: certificate).covered == ["a.example.net"])
        certificate.subjectAltNames = .present(dns: [], addresses: [Sample.first], other: 0)
        #expect(NameCoverage(of: certificate).covered == ["203.0.113.10"])
    }
}
