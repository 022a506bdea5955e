import CertificateForge
import OpenSSLSupport
import OriginFacts
import TLSEngine
import Testing

@Suite struct HandshakeTests {
    // swift-format-ignore
    static let versions: [(ServerTLSVersion, TLSVersion, String)] = [
        (.tls10, .tls1_0, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
        (.tls11, .tls1_1, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"),
        (.tls12, .tls1_2, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
        (.tls13, .tls1_3, "TLS_AES_128_GCM_SHA256"),
    ]

    @Test(arguments: versions)
    func eachVersionIsSpoken(
        _ only: ServerTLSVersion, _ version: TLSVersion, _ cipher: String
    ) throws {
        let conversation = try Conversation(
            Origins.rsa().with {
                $0.minimumVersion = only
                $0.maximumVersion = only
            })
        let session = try #require(conversation.shakeHands().session)
        #expect(session.version == version)
        #expect(session.cipher == cipher)
        #expect(session.applicationProtocol == "h2")
        #expect(session.serverName == "www.origin.test")
        #expect(session.group == "x25519")
        #expect(session.clientCertificate == .notAsked)
        #expect(session.stapledOCSP == nil)
        #expect(conversation.serverSession?.serverName == "www.origin.test")
    }

    // swift-format-ignore
    static let groups: [(ServerTLSVersion, String, String, Bool)] = [
        (.tls13, "X25519", "x25519",    false),
        (.tls13, "P-256",  "secp256r1", true),
        (.tls13, "P-384",  "secp384r1", true),
        (.tls12, "X25519", "x25519",    false),
        (.tls12, "P-256",  "secp256r1", false),
        (.tls12, "P-384",  "secp384r1", false),
    ]

    @Test(arguments: groups)
    func aGroupWhoseShareWasNotSentNeedsARetry(
        _ version: ServerTLSVersion, _ only: String, _ group: String, _ isRetried: Bool
    ) throws {
        let conversation = try Conversation(
            Origins.rsa().with {
                $0.maximumVersion = version
                $0.groups = only
            })
        let session = try #require(conversation.shakeHands().session)
        #expect(session.group == group)
        #expect(session.sawHelloRetryRequest == isRetried)
    }

    @Test func aStaticRSASuiteHasNoGroup() throws {
        let conversation = try Conversation(
            Origins.rsa().with {
                $0.maximumVersion = .tls12
                $0.ciphers = "AES128-SHA:@SECLEVEL=0"
            })
        let session = try #require(conversation.shakeHands().session)
        #expect(session.cipher == "TLS_RSA_WITH_AES_128_CBC_SHA")
        #expect(session.group == nil)
    }

    // swift-format-ignore
    static let protocols: [(ApplicationProtocolAnswer, [String], String?)] = [
        (.choose(["h2", "http/1.1"]), ["h2", "http/1.1"], "h2"),
        (.choose(["http/1.1"]),       ["h2", "http/1.1"], "http/1.1"),
        (.choose(["h2", "http/1.1"]), ["http/1.1"],       "http/1.1"),
        (.choose(["spdy/3"]),         ["h2", "http/1.1"], nil),
        (.ignore,                     ["h2", "http/1.1"], nil),
        (.choose(["h2"]),             [],                 nil),
    ]

    @Test(arguments: protocols)
    func theOriginPicksTheProtocol(
        _ answer: ApplicationProtocolAnswer, _ offered: [String], _ picked: String?
    ) throws {
        let conversation = try Conversation(
            Origins.ec().with { $0.applicationProtocol = answer }, protocols: offered)
        #expect(try #require(conversation.shakeHands().session).applicationProtocol == picked)
    }

    @Test func withoutANameNoneIsSent() throws {
        let conversation = try Conversation(Origins.ec(), serverName: nil)
        let session = try #require(conversation.shakeHands().session)
        #expect(session.serverName == nil)
        #expect(conversation.serverSession?.serverName == nil)
    }

    @Test func theCertificateOfTheNameIsShown() throws {
        let other = try Origins.identity(.p384)
        let settings = try Origins.ec().with { $0.namedIdentities = ["other.origin.test": other] }
        let conversation = try Conversation(settings, serverName: "other.origin.test")
        #expect(
            try #require(conversation.shakeHands().session).chain.map(\.der) == other.chain)
    }

    @Test func theChainIsAsSentWithOneHandleForEachCertificate() throws {
        let authority = try Origins.authority.get()
        let leaf = try authority.issue(.server("www.origin.test", at: Origins.now))
        let stray = try Forge.issue(.server("stray.test", at: Origins.now))
        let sent = ServerIdentity(leaf, sending: [stray, authority.root, authority.intermediate])
        let conversation = try Conversation(ServerTLSSettings(sent))
        guard case .finished(let session, let chain) = conversation.shakeHands() else {
            Issue.record("no handshake")
            return
        }
        #expect(session.chain.map(\.der) == sent.chain)
        #expect(chain.map(\.der) == sent.chain)
    }

    @Test(arguments: [ServerTLSVersion.tls12, .tls13], [1, 2, 7, 1000])
    func theSizeOfThePiecesDoesNotMatter(_ version: ServerTLSVersion, _ pieces: Int) throws {
        let settings = try Origins.rsa().with { $0.maximumVersion = version }
        let whole = try Conversation(settings).shakeHands().session
        let pieced = try Conversation(settings).shakeHands(pieces: pieces).session
        #expect(pieced != nil)
        #expect(pieced == whole)
    }

    @Test func aFinishedHandshakeGivesTheSameAnswerAgain() throws {
        let conversation = try Conversation(Origins.ec())
        let session = conversation.shakeHands().session
        #expect(session != nil)
        #expect(conversation.client.handshake().session == session)
    }

    @Test func theChainOutlivesConnectionAndContext() throws {
        var chain: [CertificateHandle] = []
        do {
            let conversation = try Conversation(Origins.ec())
            if case .finished(_, let handles) = conversation.shakeHands() { chain = handles }
        }
        #expect(chain.first?.publicKey == .ec(curve: "prime256v1"))
        #expect(chain.count == 2)
    }
}
