import CertificateForge
import FoundationEssentials
import OpenSSLSupport
import TestSupport
import Testing

@Suite("The server side of TLS, tested with openssl s_client")
struct ServerTLSTests {
    private static let now: Int64 = 1_800_000_000

    private func visit(
        _ settings: ServerTLSSettings, _ options: [String] = []
    ) throws -> LoopbackServer.Visit {
        try LoopbackServer(settings).visit(options: options)
    }

    private func sound(
        _ change: (inout ServerTLSSettings) -> Void = { _ in }
    ) throws -> ServerTLSSettings {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server("a.test", at: Self.now))
        return ServerTLSSettings(ServerIdentity(leaf, sending: [authority.intermediate]))
            .with(change)
    }

    @Test("a handshake, an exchange and close_notify")
    func echo() throws {
        let visit = try visit(sound(), ["-servername", "a.test", "-alpn", "http/1.1,h2"])
        let session = try #require(visit.session)
        #expect(session.version == .tls13)
        #expect(session.serverName == "a.test")
        #expect(session.applicationProtocol == "h2", "our order counts")
        #expect(visit.client.contains("ALPN protocol: h2"))
        #expect(visit.client.contains("hello to you"))
    }

    @Test(
        "only the configured versions are accepted",
        arguments: [ServerTLSVersion.tls10, .tls11, .tls12])
    func oldVersions(_ version: ServerTLSVersion) throws {
        let settings = try sound {
            $0.minimumVersion = version
            $0.maximumVersion = version
        }
        let visit = try visit(settings, ["-cipher", "ALL:@SECLEVEL=0", "-min_protocol", "TLSv1"])
        #expect(visit.session?.version == version, "\(visit.client)")
    }

    @Test("without common parameters the client gets an alert")
    func noSharedCipher() throws {
        let settings = try sound {
            $0.maximumVersion = .tls12
            $0.ciphers = "ECDHE-ECDSA-CHACHA20-POLY1305"
        }
        let visit = try visit(settings, ["-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"])
        #expect(visit.session == nil)
        #expect(visit.failure.contains("no shared cipher"))
        #expect(visit.client.contains("alert handshake failure"))
    }

    @Test("only the configured groups are accepted")
    func groups() throws {
        let settings = try sound { $0.groups = "P-521" }
        #expect(try visit(settings, ["-groups", "P-521"]).session != nil)
        #expect(try visit(settings, ["-groups", "X25519"]).session == nil)
    }

    @Test("the chain is sent as given: any order, any certificates")
    func chainAsGiven() throws {
        let authority = try Authority(at: Self.now)
        let stranger = try Authority("Stranger", at: Self.now)
        let leaf = try authority.issue(.server("a.test", at: Self.now))
        let identity = ServerIdentity(
            leaf, sending: [authority.root, stranger.root, authority.intermediate])
        let sent = try visit(ServerTLSSettings(identity), ["-showcerts"]).client
            .components(separatedBy: "\n").filter { $0.contains(" s:") }
        #expect(sent.count == 4)
        #expect(sent[1].contains("Forge Root"))
        #expect(sent[2].contains("Stranger Root"))
        #expect(sent[3].contains("Forge Intermediate"))
    }

    @Test("a lone leaf is not completed")
    func loneLeaf() throws {
        let authority = try Authority(at: Self.now)
        let leaf = try authority.issue(.server("a.test", at: Self.now))
        let client = try visit(ServerTLSSettings(ServerIdentity(leaf)), ["-showcerts"]).client
        #expect(client.components(separatedBy: "BEGIN CERTIFICATE").count == 2)
    }

    @Test("each name gets its own certificate; others get the default")
    func names() throws {
        let authority = try Authority(at: Self.now)
        let other = try authority.issue(.server("b.test", at: Self.now))
        let settings = try sound { $0.namedIdentities = ["b.test": ServerIdentity(other)] }
        let named = try visit(settings, ["-servername", "B.test"])
        #expect(named.client.contains("s:CN = b.test"))
        let unknown = try visit(settings, ["-servername", "c.test"])
        #expect(unknown.client.contains("s:CN = a.test"))
    }

    @Test("an unknown name is refused with unrecognized_name")
    func unknownName() throws {
        let settings = try sound { $0.unknownName = .refuse }
        let visit = try visit(settings, ["-servername", "c.test"])
        #expect(visit.session == nil)
        #expect(visit.client.contains("unrecognized name"))
    }

    @Test("ALPN: refused, ignored, no common protocol")
    func applicationProtocols() throws {
        let refused = try visit(sound { $0.applicationProtocol = .refuse }, ["-alpn", "h2"])
        #expect(refused.client.contains("no application protocol"))
        for answer in [ApplicationProtocolAnswer.ignore, .choose(["spdy/3"])] {
            let visit = try visit(sound { $0.applicationProtocol = answer }, ["-alpn", "h2"])
            #expect(visit.session != nil)
            #expect(visit.session?.applicationProtocol == nil)
        }
    }

    @Test("a client certificate is requested with CA names, and required only if configured")
    func clientCertificates() throws {
        let authority = try Authority("Client", at: Self.now)
        let asked = try visit(
            sound { $0.clientCertificate = .asked(authorities: [authority.root.der]) })
        #expect(asked.session != nil)
        #expect(asked.client.contains("Acceptable client certificate CA names"))
        #expect(asked.client.contains("Client Root"))
        let required = try visit(
            sound {
                $0.clientCertificate = .required(authorities: [authority.root.der])
                $0.maximumVersion = .tls12
            })
        #expect(required.session == nil)
        #expect(required.failure.contains("peer did not return a certificate"))
    }

    @Test("any client certificate is accepted, and reported")
    func clientCertificateSent() throws {
        let client = try Forge.issue(.server("client.test", at: Self.now))
        let files = try TemporaryFolder()
        let certificate = try files.write("client.pem", client.pem + client.key.pem)
        let visit = try visit(
            sound { $0.clientCertificate = .required(authorities: []) }, ["-cert", certificate])
        #expect(visit.session?.clientCertificate == client.der)
    }

    @Test("a setting unknown to OpenSSL is an error")
    func badSettings() throws {
        let settings = try sound { $0.ciphers = "NO-SUCH-CIPHER" }
        #expect(throws: OpenSSLFailure.self) { try ServerTLSContext(settings) }
        let groups = try sound { $0.groups = "no-such-group" }
        #expect(throws: OpenSSLFailure.self) { try ServerTLSContext(groups) }
        let stranger = try Forge.issue(.server("x.test", at: Self.now))
        let mismatched = try sound {
            $0.identities = [ServerIdentity(key: stranger.key, chain: $0.identities[0].chain)]
        }
        #expect(throws: OpenSSLFailure.self) { try ServerTLSContext(mismatched) }
    }
}
