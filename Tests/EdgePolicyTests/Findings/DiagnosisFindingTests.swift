import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Findings of diagnosis` {
    private static let other = HandshakeFact.completed(
        TLSSession(
            version: .tls1_3, cipher: "TLS_AES_128_GCM_SHA256",
            chain: [
                CertificateFacts(
                    sha256: "ff", der: [0x30], subject: "CN=default", issuer: "CN=default",
                    notBefore: Sample.now, notAfter: Sample.now + 1, key: .rsa(bits: 2_048),
                    signatureAlgorithm: "x")
            ]))
    private static let refusal = HandshakeFact.failed(
        .alertReceived(.unrecognizedName), seen: PartialHandshake())
    private static let silence = HandshakeFact.failed(
        .timedOut(afterMilliseconds: 3_000, bytesReceived: 0), seen: PartialHandshake())
    private static let wrongName = [
        ChainDefect.nameMismatch(wanted: ["shop.example.com"], present: ["other"])
    ]

    /// The handshakes with the name, without it, and with every algorithm offered; the chain's
    /// defects; the ids.
    private static let rows:
        [(HandshakeFact, HandshakeFact?, HandshakeFact?, [ChainDefect], [String])] = [
            (.good, nil, nil, [], []),
            (.good, .good, nil, [], []),
            (.good, .good, nil, wrongName, ["vhost.default-certificate"]),
            (.good, other, nil, wrongName, ["sni.chooses-certificate"]),
            (.good, other, nil, [], ["sni.chooses-certificate"]),
            (.good, refusal, nil, [], ["sni.needed"]),
            (.good, silence, nil, [], []),
            (refusal, other, nil, [], ["sni.not-known"]),
            (refusal, refusal, nil, [], []),
            (
                .failed(.alertReceived(.handshakeFailure), seen: PartialHandshake()), nil, .good,
                [],
                ["tls.beyond-edge"]
            ),
            (
                .failed(.alertReceived(.handshakeFailure), seen: PartialHandshake()), nil, refusal,
                [], []
            ),
        ]

    @Test(arguments: rows.indices)
    func `follow from what was seen beside the edge's own handshake`(index: Int) {
        let (named, nameless, everything, defects, ids) = Self.rows[index]
        var seen = AddressObservation.healthy(handshake: named)
        seen.diagnosis = DiagnosticHandshakes(
            withoutServerName: nameless, everythingOffered: everything)
        let known = ["sni.", "tls.beyond-edge", "vhost.default"]
        let sample = Sample("diagnosis", [seen], defects: [defects])
        let found = sample.assess().findings.map(\.id).filter { id in
            known.contains { id.hasPrefix($0) }
        }
        #expect(found == ids)
    }

    @Test func `change no prediction`() {
        for (named, nameless, everything, defects, _) in Self.rows {
            var seen = AddressObservation.healthy(handshake: named)
            let without = Sample("a", [seen], defects: [defects]).cells()
            seen.diagnosis = DiagnosticHandshakes(
                withoutServerName: nameless, everythingOffered: everything)
            #expect(Sample("b", [seen], defects: [defects]).cells() == without)
        }
    }
}
