import CertificateForge
import OpenSSLSupport
import OriginFacts
import TLSEngine
import Testing

@Suite struct ClientCertificateTests {
    private func settings(
        _ version: ServerTLSVersion, _ demand: ([[UInt8]]) -> ClientCertificateDemand
    ) throws -> ServerTLSSettings {
        let root = try Origins.authority.get().root
        return try Origins.ec().with {
            $0.maximumVersion = version
            $0.clientCertificate = demand([root.der])
        }
    }

    private static let expected = ClientCertificateRequest.asked(
        authorities: ["CN=Engine Root,O=Forge"])

    @Test(arguments: [ServerTLSVersion.tls12, .tls13])
    func aRequestIsSeenWithItsAuthorities(_ version: ServerTLSVersion) throws {
        let conversation = try Conversation(settings(version, { .asked(authorities: $0) }))
        let session = try #require(conversation.shakeHands().session)
        #expect(session.clientCertificate == Self.expected)
        #expect(conversation.say(Array("welcome".utf8)).heard == Array("welcome".utf8))
    }

    @Test(arguments: [ServerTLSVersion.tls12, .tls13])
    func aRequestWithoutAuthoritiesIsSeen(_ version: ServerTLSVersion) throws {
        let conversation = try Conversation(settings(version, { _ in .asked(authorities: []) }))
        let session = try #require(conversation.shakeHands().session)
        #expect(session.clientCertificate == .asked(authorities: []))
    }

    @Test func aDemandUnderTLS12FailsTheHandshake() throws {
        let conversation = try Conversation(settings(.tls12, { .required(authorities: $0) }))
        let step = conversation.shakeHands()
        #expect(step.failure == .alertReceived(.handshakeFailure))
        #expect(step.partial?.clientCertificate == Self.expected)
        #expect(step.partial?.version == .tls1_2)
        #expect(step.partial?.chain.count == 2)
    }

    @Test func aDemandUnderTLS13ShowsAtTheFirstRead() throws {
        let conversation = try Conversation(settings(.tls13, { .required(authorities: $0) }))
        let session = try #require(conversation.shakeHands().session)
        #expect(session.clientCertificate == Self.expected)
        conversation.deliver()
        #expect(conversation.client.read() == .alert(.certificateRequired))
    }

    @Test(arguments: [ServerTLSVersion.tls12, .tls13])
    func aClientCertificateIsShownWithItsChain(_ version: ServerTLSVersion) throws {
        let authority = try Origins.authority.get()
        let leaf = try authority.issue(.server("client.test", at: Origins.now))
        let library = try LibraryContext()
        let identity = ClientIdentity(
            leaf: try leaf.handle(in: library),
            intermediates: [try authority.intermediate.handle(in: library)],
            key: try PrivateKeyHandle(pem: Array(leaf.key.pem.utf8), in: library))
        let conversation = try Conversation(
            settings(version, { .required(authorities: $0) }),
            hello: EdgeHello(clientIdentity: identity), library: library)
        #expect(conversation.shakeHands().session != nil)
        #expect(conversation.serverSession?.clientCertificate == leaf.der)
        #expect(conversation.say([1, 2, 3]).heard == [1, 2, 3])
    }

    @Test func aKeyThatIsNotTheCertificatesIsRefused() throws {
        let library = try LibraryContext()
        let leaf = try Forge.issue(.server("client.test", at: Origins.now))
        let stranger = try Forge.issue(.server("client.test", at: Origins.now))
        let identity = ClientIdentity(
            leaf: try leaf.handle(in: library),
            key: try PrivateKeyHandle(pem: Array(stranger.key.pem.utf8), in: library))
        #expect(throws: OpenSSLFailure.self) {
            try EdgeTLSContext(library: library, hello: EdgeHello(clientIdentity: identity))
        }
    }
}
