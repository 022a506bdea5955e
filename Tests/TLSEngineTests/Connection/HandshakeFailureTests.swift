import CertificateForge
import OpenSSLSupport
import OriginFacts
import TLSEngine
import Testing

@Suite struct HandshakeFailureTests {
    /// A server that has nothing in common with the edge, and the alert it sends.
    struct Stranger: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let settings: @Sendable () throws -> ServerTLSSettings
        let alert: TLSAlert
    }

    static let strangers: [Stranger] = [
        Stranger(
            testDescription: "DHE suites only",
            settings: {
                try Origins.rsa().with {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"
                }
            }, alert: .handshakeFailure),
        Stranger(
            testDescription: "ChaCha20 under TLS 1.2 only",
            settings: {
                try Origins.rsa().with {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "ECDHE-RSA-CHACHA20-POLY1305"
                }
            }, alert: .handshakeFailure),
        Stranger(
            testDescription: "ECDSA with CBC only",
            settings: {
                try Origins.ec().with {
                    $0.maximumVersion = .tls12
                    $0.ciphers = "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"
                }
            }, alert: .handshakeFailure),
        Stranger(
            testDescription: "P-521 only under TLS 1.3",
            settings: { try Origins.ec().with { $0.groups = "P-521" } }, alert: .handshakeFailure),
        Stranger(
            testDescription: "P-521 only under TLS 1.2",
            settings: {
                try Origins.ec().with {
                    $0.maximumVersion = .tls12
                    $0.groups = "P-521"
                }
            }, alert: .handshakeFailure),
        Stranger(
            testDescription: "an Ed25519 certificate under TLS 1.3",
            settings: { ServerTLSSettings(try Origins.identity(.ed25519)) },
            alert: .handshakeFailure),
        Stranger(
            testDescription: "an Ed25519 certificate under TLS 1.2",
            settings: {
                ServerTLSSettings(try Origins.identity(.ed25519)).with {
                    $0.maximumVersion = .tls12
                }
            }, alert: .handshakeFailure),
        Stranger(
            testDescription: "a name it does not know",
            settings: { try Origins.ec().with { $0.unknownName = .refuse } },
            alert: .unrecognizedName),
        Stranger(
            testDescription: "a protocol it does not speak",
            settings: { try Origins.ec().with { $0.applicationProtocol = .refuse } },
            alert: .noApplicationProtocol),
    ]

    @Test(arguments: strangers)
    func theAlertIsKept(_ stranger: Stranger) throws {
        let conversation = try Conversation(stranger.settings())
        let step = conversation.shakeHands()
        #expect(step.failure == .alertReceived(stranger.alert))
        #expect(step.partial?.chain == [])
    }

    @Test(arguments: [ServerTLSVersion.tls12, .tls13])
    func aProtocolThatWasNotOfferedIsAFailure(_ version: ServerTLSVersion) throws {
        let step = try Conversation(
            Origins.ec().with {
                $0.maximumVersion = version
                $0.applicationProtocol = .insist("spdy/3")
            }
        ).shakeHands()
        // Newer versions of OpenSSL refuse the handshake themselves.
        switch step.failure {
        case .alertSent, .protocolError(reason: "ALPN protocol that was not offered"): break
        default: Issue.record("\(step)")
        }
    }

    // swift-format-ignore
    static let foreign: [(String, [UInt8])] = [
        ("plain HTTP",    Array("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html>".utf8)),
        ("an SSH banner", Array("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".utf8)),
        ("a mail banner", Array("220 mail.origin.test ESMTP\r\n".utf8)),
        ("zeros",         [UInt8](repeating: 0, count: 100)),
        ("noise",         [0xDE, 0xAD, 0xBE, 0xEF, 0x00]),
        ("major version 2", [22, 2, 0, 0, 1, 0]),
    ]

    @Test(arguments: foreign)
    func whatIsNotTLSIsKeptToItsFirstBytes(_ what: String, _ bytes: [UInt8]) throws {
        let conversation = try Conversation(Origins.ec())
        _ = conversation.client.handshake()
        conversation.client.receive(bytes)
        let expected = HandshakeFailure.notTLS(firstBytes: Array(bytes.prefix(64)))
        #expect(conversation.client.handshake().failure == expected)
        #expect(conversation.client.handshake().failure == expected)
        #expect(conversation.client.bytesReceived == bytes.count)
    }

    @Test func anSSL2ErrorIsNoForeignProtocol() throws {
        let conversation = try Conversation(Origins.ec())
        _ = conversation.client.handshake()
        conversation.client.receive([0x80, 0x03, 0x00, 0x00, 0x01])
        #expect(
            conversation.client.handshake().failure == .protocolError(reason: "SSL 2.0 record"))
    }

    @Test(arguments: [ServerTLSVersion.tls12, .tls13], [false, true])
    func anEndAtAnyByteIsToldFromAReset(_ version: ServerTLSVersion, _ isReset: Bool) throws {
        let settings = try Origins.ec().with { $0.maximumVersion = version }
        let probe = try Conversation(settings)
        _ = probe.client.handshake()
        probe.exchange()
        let stride = max(1, probe.flight.count / 40)
        // The length of ECDSA signatures, and thus of flights, varies by a few bytes.
        for count in Swift.stride(from: 0, to: probe.flight.count - 8, by: stride) {
            let conversation = try Conversation(settings)
            _ = conversation.client.handshake()
            conversation.exchange()
            conversation.deliver(count)
            #expect(conversation.client.handshake().needsBytes)
            conversation.client.receivedEnd(reset: isReset)
            let expected: HandshakeFailure =
                isReset ? .reset(bytesReceived: count) : .closed(bytesReceived: count)
            #expect(conversation.client.handshake().failure == expected)
        }
    }

    @Test func bytesThatCameBeforeTheEndStillCount() throws {
        let conversation = try Conversation(Origins.ec())
        _ = conversation.client.handshake()
        conversation.exchange()
        conversation.deliver()
        conversation.client.receivedEnd(reset: false)
        #expect(conversation.client.handshake().session != nil)
    }

    @Test func whatWasSeenBeforeATimeoutIsThere() throws {
        let conversation = try Conversation(Origins.ec().with { $0.maximumVersion = .tls12 })
        _ = conversation.client.handshake()
        #expect(conversation.client.partial == PartialHandshake())
        conversation.exchange()
        conversation.deliver(conversation.flight.count - 5)
        #expect(conversation.client.handshake().needsBytes)
        let partial = conversation.client.partial
        #expect(partial.version == .tls1_2)
        #expect(partial.chain.count == 2)
    }

    @Test(arguments: [ServerTLSVersion.tls12, .tls13])
    func aChainAbove100KilobytesIsRefused(_ version: ServerTLSVersion) throws {
        let identity = try bulky(certificates: 3, bytesEach: 50_000)
        let settings = ServerTLSSettings(identity).with { $0.maximumVersion = version }
        let step = try Conversation(settings).shakeHands()
        #expect(step.failure == .certificateMessageTooLarge)
        #expect(step.partial?.version?.rawValue == UInt16(version.rawValue))
    }

    @Test func aChainBelow100KilobytesIsTaken() throws {
        let identity = try bulky(certificates: 3, bytesEach: 30_000)
        let step = try Conversation(ServerTLSSettings(identity)).shakeHands()
        #expect(step.session?.chain.count == 3)
    }

    private func bulky(certificates: Int, bytesEach: Int) throws -> ServerIdentity {
        let padding = CertificateExtension(
            "1.3.6.1.4.1.32473.2", value: [0x04, 0x83, 0, 0, 0])
        let recipe = CertificateRecipe.server("www.origin.test", at: Origins.now).with {
            $0.extraExtensions = [
                CertificateExtension(
                    padding.identifier, value: [UInt8](repeating: 5, count: bytesEach))
            ]
        }
        let forged = try (0..<certificates).map { _ in try Forge.issue(recipe) }
        return ServerIdentity(forged[0], sending: Array(forged.dropFirst()))
    }

    @Test func anUnreadableCertificateFailsTheHandshakeWithTheRestKept() throws {
        let identity = try Origins.identity(.p256)
        let conversation = try Conversation(
            ServerTLSSettings(identity).with { $0.maximumVersion = .tls12 })
        _ = conversation.client.handshake()
        conversation.exchange()
        let flight = conversation.flight
        let leaf = try #require(identity.chain.first)
        let start = try #require(
            (0..<flight.count).first { flight[$0...].starts(with: leaf) })
        // The leaf's outer SEQUENCE is turned into a SET.
        var broken = flight
        broken[start] = 0x31
        conversation.client.receive(broken)
        let step = conversation.client.handshake()
        guard case .alertSent(_, let reason) = step.failure else {
            Issue.record("\(step)")
            return
        }
        #expect(!reason.isEmpty)
        #expect(step.partial?.chain.map(\.der) == Array(identity.chain.dropFirst()))
        #expect(step.partial?.version == .tls1_2)
        #expect(conversation.client.hasOutgoing)
    }

    @Test func anOriginOfSSL3OnlyIsToldByItsVersion() throws {
        let conversation = try Conversation(Origins.ec())
        _ = conversation.client.handshake()
        // A ServerHello of SSL 3.0 with RC4, no session, no extensions.
        let body: [UInt8] = [3, 0] + [UInt8](repeating: 7, count: 32) + [0, 0, 5, 0]
        conversation.client.receive(
            [22, 3, 0, 0, UInt8(body.count + 4), 2, 0, 0, UInt8(body.count)] + body)
        let step = conversation.client.handshake()
        guard case .alertSent(.protocolVersion, _) = step.failure else {
            Issue.record("\(step)")
            return
        }
        #expect(step.partial?.version == .ssl3)
    }

    @Test func aWarningBeforeTheEndIsTheReason() throws {
        let conversation = try Conversation(Origins.ec())
        _ = conversation.client.handshake()
        conversation.client.receive([21, 3, 1, 0, 2, 1, 112])
        #expect(conversation.client.handshake().needsBytes)
        conversation.client.receivedEnd(reset: false)
        #expect(
            conversation.client.handshake().failure == .alertReceived(.unrecognizedName))
    }

    @Test func aGoodbyeInsteadOfAServerHelloIsAClose() throws {
        let conversation = try Conversation(Origins.ec())
        _ = conversation.client.handshake()
        conversation.client.receive([21, 3, 1, 0, 2, 1, 0])
        conversation.client.receivedEnd(reset: false)
        #expect(conversation.client.handshake().failure == .closed(bytesReceived: 7))
    }
}
