import EdgePolicy
import OriginFacts
import Reporting

/// One sample for each kind of report that a user may see.
enum SampleCatalog {
    static let all: [Sample] = [
        ready, degraded, expired, tlsPortClosed, plainPortClosed, silent, loop, proxied, unresolved,
        clientCertificate, slow, international, hostile,
    ]

    static let ready = Sample("ready") {
        $0.remarks = [.rootSent(root: "CN=ISRG Root X1,O=Internet Security Research Group,C=US")]
    }

    static let degraded = Sample("degraded") {
        $0.target.addressing = .given([Sample.first, Sample.second])
        $0.addresses = [
            .healthy(),
            .healthy(Sample.second, handshake: .completed(.good(chain: [.leaf]))),
        ]
        $0.defects = [
            [],
            [
                .missingIssuer(
                    certificate: "CN=shop.example.com", issuer: "CN=R12,O=Let's Encrypt,C=US")
            ],
        ]
        $0.exitStatus = 1
        $0.siblings = [sibling]
    }

    private static let sibling: SiblingReport = {
        let report = ready.report
        return SiblingReport(
            host: .name(ascii: "www.shop.example.com", unicode: "www.shop.example.com"),
            verdict: report.assessment.verdict, modes: report.assessment.modes)
    }()

    static let expired = Sample("expired") {
        let handshake = HandshakeFact.completed(.good(chain: [.expired, .intermediate]))
        $0.target.addressing = .given([Sample.first, Sample.second])
        $0.addresses = [
            .healthy(handshake: handshake), .healthy(Sample.second, handshake: handshake),
        ]
        let defect = ChainDefect.expired(
            certificate: "CN=shop.example.com", notAfter: CertificateFacts.expired.notAfter)
        $0.defects = [[defect], [defect]]
        $0.exitStatus = 1
    }

    static let tlsPortClosed = Sample("443-closed") {
        $0.addresses = [.withoutTLS(.failed(.refused))]
        $0.exitStatus = 1
    }

    static let plainPortClosed = Sample("80-closed") {
        $0.addresses = [
            .healthy(plain: .failed(.refused), http: { _ in .notTested(.notReached) })
        ]
    }

    static let silent = Sample("silent") {
        let silence = ConnectionFact.failed(.timedOut(afterMilliseconds: 5_000))
        $0.addresses = [
            .withoutTLS(silence, plain: silence, http: { _ in .notTested(.notReached) })
        ]
        $0.exitStatus = 3
    }

    static let loop = Sample("loop-in-flexible") {
        $0.mode = .flexible
        $0.exitStatus = 1
    }

    static let proxied = Sample("proxied") {
        let edge: [IPAddress] = [.v4(0x6810_0001), .v4(0x6810_0002)]
        $0.target.addressing = .dns
        $0.dns = DNSFacts(
            name: "shop.example.com", ipv4: .addresses(edge), ipv6: .noData, milliseconds: 14)
        $0.addresses = edge.map { .notTested($0, .edgeAddress) }
        $0.live = LiveLook(
            http: LiveAnswer(
                address: edge[0], connection: .open(milliseconds: 4),
                handshake: .notTested(.notReached), result: .redirect("https://shop.example.com/")),
            https: LiveAnswer(
                address: edge[0], connection: .open(milliseconds: 4), handshake: .good,
                result: .status(526, title: nil),
                edgeError: LiveEdgeError(
                    status: 526, code: 526, name: "invalid_ssl_certificate", category: "ssl")))
        $0.exitStatus = 3
    }

    static let unresolved = Sample("nxdomain") {
        $0.target.addressing = .dns
        $0.dns = DNSFacts(
            name: "shop.example.com", ipv4: .nameError, ipv6: .nameError, milliseconds: 31)
        $0.addresses = []
        $0.exitStatus = 3
    }

    static let clientCertificate = Sample("client-certificate") {
        let refused = ExchangeResult.failed(.alert(.certificateRequired))
        var session = TLSSession.good(chain: [.leaf, .intermediate])
        session.clientCertificate = .asked(authorities: [
            "CN=origin-pull.cloudflare.net,ST=California,L=San Francisco,OU=Origin Pull,"
                + "O=CloudFlare\\, Inc.,C=US"
        ])
        $0.addresses = [.healthy(handshake: .completed(session), https: { _ in refused })]
        $0.exitStatus = 3
    }

    static let slow = Sample("slow-answer") {
        $0.addresses = [
            .healthy(https: { _ in .failed(.timedOut(afterMilliseconds: 14_000, bytesReceived: 0)) }
            )
        ]
    }

    static let international = Sample("international") {
        let high: UInt64 = 0x2001_0DB8_1234_5678
        let addresses = (1...2).map { IPAddress.v6(high: high, low: 0x9ABC_DEF0_1234_5600 + $0) }
        $0.target.host = .name(ascii: "xn--bcher-kva.example", unicode: "bücher.example")
        $0.target.originPorts = PortPair(http: 8080, https: 8443)
        $0.target.addressing = .connectTo(
            .name(ascii: "origin.example.net", unicode: "origin.example.net"))
        $0.dns = DNSFacts(
            name: "origin.example.net", ipv4: .noData, ipv6: .addresses(addresses),
            aliases: ["pool.example.net"], milliseconds: 9)
        $0.addresses = addresses.map { .healthy($0, http: { _ in .page }) }
        $0.defects = [
            [], [.nameMismatch(wanted: ["xn--bcher-kva.example"], present: ["shop.example.com"])],
        ]
        $0.exitStatus = 1
    }
}
