import CertificateForge
import OpenSSLSupport
import OriginFacts
import TestSupport
import Testing

@testable import TLSEngine

/// The engine on loopback sockets, tested with programs that share no code with it or with the
/// forge.
@Suite(.timeLimit(.minutes(1))) struct RealServerTests {
    private func driver(
        _ server: RealServer, hello: EdgeHello = EdgeHello(), protocols: [String] = ["http/1.1"]
    ) throws -> SocketDriver {
        let context = try EdgeTLSContext(library: LibraryContext(), hello: hello)
        return try SocketDriver(
            TLSConnection(
                context: context, serverName: "www.origin.test", applicationProtocols: protocols),
            port: server.port)
    }

    private func openssl(_ options: String...) throws -> RealServer {
        try RealServer(openssl: options, Origins.identity(.rsa(bits: 2048)))
    }

    // swift-format-ignore
    static let versions: [(String, TLSVersion)] = [
        ("-tls1", .tls1_0), ("-tls1_1", .tls1_1), ("-tls1_2", .tls1_2), ("-tls1_3", .tls1_3),
    ]

    @Test(arguments: versions)
    func opensslServesAPageInEachVersion(_ option: String, _ version: TLSVersion) throws {
        let server = try openssl(
            option, "-cipher", "ALL:@SECLEVEL=0", "-www", "-alpn", "http/1.1")
        let driver = try driver(server)
        let session = try #require(driver.shakeHands().session)
        #expect(session.version == version)
        #expect(session.applicationProtocol == "http/1.1")
        #expect(session.chain.count == 2)
        let (page, end) = driver.get("/")
        #expect(page.hasPrefix("HTTP/1.0 200 ok"))
        #expect(end == .closed)
    }

    @Test func aStapleThatWasAskedForIsKept() throws {
        // An OCSPResponse (RFC 6960 section 4.2.1) with one field: tryLater.
        let response: [UInt8] = [0x30, 3, 0x0A, 1, 3]
        let files = try TemporaryFolder()
        let path = try files.write(
            "staple.der", String(decoding: response, as: UTF8.self))
        for (asks, staple) in [(true, response), (false, nil)] {
            let server = try openssl("-www", "-status_file", path)
            let driver = try driver(server, hello: EdgeHello(asksForOCSPStaple: asks))
            #expect(try #require(driver.shakeHands().session).stapledOCSP == staple)
        }
    }

    @Test func aServerOfFiniteFieldSuitesHasNothingInCommon() throws {
        let server = try openssl("-tls1_2", "-cipher", "kDHE:@SECLEVEL=0", "-www")
        #expect(try driver(server).shakeHands().failure == .alertReceived(.handshakeFailure))
    }

    @Test func aDemandUnderTLS12IsAnAlertInTheHandshake() throws {
        let server = try openssl("-tls1_2", "-Verify", "1", "-www")
        let step = try driver(server).shakeHands()
        #expect(step.failure == .alertReceived(.handshakeFailure))
        #expect(step.partial?.clientCertificate == .asked(authorities: []))
    }

    @Test func aDemandUnderTLS13IsAnAlertAtTheFirstRead() throws {
        let server = try openssl("-tls1_3", "-Verify", "1", "-www")
        let driver = try driver(server)
        #expect(driver.shakeHands().session?.clientCertificate == .asked(authorities: []))
        #expect(driver.get("/").end == .alert(.certificateRequired))
    }

    @Test func aRenegotiationInTheMiddleIsFollowedAsTheEdgeFollowsIt() throws {
        let server = try openssl("-tls1_2")
        let driver = try driver(server)
        try #require(driver.shakeHands().session != nil)
        server.type("before")
        #expect(driver.read { $0.count >= 7 }.heard == Array("before\n".utf8))
        server.type("r")
        #expect(driver.readOnce() == .needsBytes)
        server.type("after")
        let (heard, end) = driver.read { $0.count >= 6 }
        #expect(String(decoding: heard, as: UTF8.self) == "after\n")
        #expect(end == .needsBytes)
    }

    @Test func aKeyUpdateInTheMiddleIsFollowed() throws {
        let server = try openssl("-tls1_3")
        let driver = try driver(server)
        try #require(driver.shakeHands().session != nil)
        server.type("before")
        #expect(driver.read { $0.count >= 7 }.heard == Array("before\n".utf8))
        server.type("K")
        #expect(driver.readOnce() == .needsBytes)
        server.type("after")
        let (heard, _) = driver.read { $0.count >= 6 }
        #expect(String(decoding: heard, as: UTF8.self) == "after\n")
    }

    // MARK: - nginx

    private static let tls =
        "listen PORT ssl; ssl_certificate FILES/chain.pem;"
        + "ssl_certificate_key FILES/key.pem;"

    @Test func nginxServesAPage() throws {
        let server = try RealServer(
            nginx: Self.tls + "return 200 welcome;", Origins.identity(.p256))
        let driver = try driver(server, protocols: ["h2", "http/1.1"])
        let session = try #require(driver.shakeHands().session)
        #expect(session.version == .tls1_3 || session.version == .tls1_2)
        #expect(session.applicationProtocol == "http/1.1")
        #expect(driver.get("/").heard.hasSuffix("welcome"))
    }

    @Test func nginxWithoutTLSAnswersInClear() throws {
        let server = try RealServer(nginx: "listen PORT;", Origins.identity(.p256))
        guard case .notTLS(let bytes) = try driver(server).shakeHands().failure else {
            Issue.record("no plain answer")
            return
        }
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(bytes.count == 64)
    }

    @Test func nginxThatRejectsTheNameSendsItsAlert() throws {
        let server = try RealServer(
            nginx: "listen PORT ssl; ssl_reject_handshake on;", Origins.identity(.p256))
        #expect(try driver(server).shakeHands().failure == .alertReceived(.unrecognizedName))
    }

    @Test func nginxAnswersADemandWithAPage() throws {
        let server = try RealServer(
            nginx: Self.tls + "ssl_verify_client on; ssl_client_certificate FILES/chain.pem;",
            Origins.identity(.p256))
        let driver = try driver(server)
        let session = try #require(driver.shakeHands().session)
        #expect(
            session.clientCertificate
                == .asked(authorities: ["CN=www.origin.test", "CN=Engine Intermediate,O=Forge"]))
        #expect(driver.get("/").heard.contains("400 No required SSL certificate was sent"))
    }
}
