import EdgePolicy
import OriginFacts

extension SampleCatalog {
    /// Terminal escapes, bidirectional overrides, line breaks, zero-width and very long strings in
    /// every place that an origin can fill with text.
    static let hostileText =
        "\u{1B}[2J\u{1B}]0;owned\u{7}\u{202E}gnp.exe\r\nSet-Cookie: a=b\u{200B}\0"

    static let hostile = Sample("hostile") {
        var leaf = CertificateFacts.leaf
        leaf.subject = "CN=" + hostileText
        leaf.issuer = "CN=" + hostileText + String(repeating: "W", count: 5_000)
        leaf.subjectAltNames = .present(
            dns: [hostileText, String(repeating: "界", count: 4_000)], addresses: [Sample.first],
            other: 3)
        leaf.signatureAlgorithm = hostileText
        leaf.key = .other(algorithm: hostileText)
        var session = TLSSession.good(chain: [leaf])
        session.cipher = hostileText
        session.group = hostileText
        session.applicationProtocol = hostileText
        $0.addresses = [
            .healthy(
                handshake: .completed(session),
                http: { _ in
                    .redirect("https://evil.example/" + String(repeating: "a", count: 100_000))
                },
                https: { _ in .redirect(hostileText + "https://203.0.113.10/") })
        ]
        $0.defects = [
            [
                .missingIssuer(certificate: leaf.subject, issuer: leaf.issuer),
                .nameMismatch(wanted: ["shop.example.com"], present: leaf.subjectAltNames.dnsNames),
                .other(certificate: hostileText, code: 1, text: hostileText),
            ]
        ]
        $0.remarks = [.extraCertificates(Array(repeating: hostileText, count: 50))]
        $0.exitStatus = 1
    }
}
