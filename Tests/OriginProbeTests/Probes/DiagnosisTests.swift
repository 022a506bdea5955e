import CertificateForge
import Glibc
import NIOCore
import NIOPosix
import OriginFacts
import OriginLab
import Testing

@testable import OriginProbe

@Suite("Handshakes that explain", .serialized)
struct DiagnosisTests {
    private var options: ProbeOptions {
        var options = TestProber.options()
        options.diagnoses = true
        return options
    }

    @Test("A sound origin is asked once more, without a name")
    func sound() async throws {
        let seen = try await TestProber.tls(.page("a"), options: options)
        guard case .completed(let nameless) = seen.diagnosis.withoutServerName else {
            Issue.record("\(seen.diagnosis)")
            return
        }
        #expect(nameless.serverName == nil)
        #expect(nameless.chain == seen.chain)
        #expect(seen.diagnosis.everythingOffered == nil)
        #expect(seen.diagnosis.overHTTP1 == nil)
    }

    @Test(
        "An origin that breaks HTTP/2 is asked once more without an offer of it",
        arguments: [
            (OriginScript.page("a"), HTTP1Trial.answered(status: 200)),
            (.answer(.send("nonsense\r\n\r\n"), .close), .failed),
        ])
    func overHTTP1(script: OriginScript, expected: HTTP1Trial) async throws {
        let settings = try TestProber.identity { $0.applicationProtocol = .choose(["h2"]) }
        let seen = try await TestProber.tls(script, settings: settings, options: options)
        guard case .failed(.http2) = seen[TestProber.key(.tls, .https)] else {
            Issue.record("\(seen.exchanges)")
            return
        }
        #expect(seen.diagnosis.overHTTP1 == expected)
    }

    @Test("Nothing is diagnosed unless it is wanted")
    func unwanted() async throws {
        let seen = try await TestProber.tls(.page("a"), options: TestProber.options())
        #expect(seen.diagnosis == DiagnosticHandshakes())
    }

    @Test("An origin that refuses the edge's suites shows what it would take")
    func beyondEdge() async throws {
        let settings = try TestProber.identity {
            $0.maximumVersion = .tls12
            $0.ciphers = "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-CHACHA20-POLY1305"
        }
        let seen = try await TestProber.tls(.page("a"), settings: settings, options: options)
        guard case .failed(.alertReceived(.handshakeFailure), _) = seen.handshake,
            case .completed(let wide) = seen.diagnosis.everythingOffered
        else {
            Issue.record("\(seen.handshake) \(seen.diagnosis)")
            return
        }
        #expect(wide.version == .tls1_2)
        #expect(wide.cipher.contains("CHACHA20"))
    }

    @Test(
        "An origin that refuses is asked for 3DES alone, and says whether it would take it",
        arguments: [
            ("triple-des-only", TripleDESAnswer.chosen(.tls1_0)),
            ("triple-des-only-closes", .chosen(.tls1_0)),
            ("triple-des-only-tls12", .chosen(.tls1_2)), ("rc4-only", .notChosen),
            ("dhe-only", .notChosen), ("closed-in-handshake", .notChosen),
            ("reset-in-handshake", .notChosen),
        ])
    func tripleDES(id: String, answer: TripleDESAnswer) async throws {
        try #require(TestProber.prober.notOffered.contains("DES-CBC3-SHA"))
        let lab = try await Lab.start(at: UnixTime(seconds: Int64(time(nil))), only: [id])
        let ports = try #require(lab.origins.first).ports
        let seen = try await TestProber.observe(
            http: ports.http, https: ports.https, options: options)
        let scanned = try await TestProber.observe(http: ports.http, https: ports.https)
        await lab.stop()
        #expect(seen.diagnosis.tripleDES == answer)
        #expect(scanned.diagnosis.tripleDES == nil)
    }

    @Test(
        "Who shakes hands, speaks no TLS or is silent is not asked for 3DES",
        arguments: [
            "healthy", "ssh-on-tls-port", "ssl3-only", "tls-silent", "client-certificate-tls12",
        ])
    func notAsked(id: String) async throws {
        var hurried = options
        hurried.totalMilliseconds = 3_000
        let lab = try await Lab.start(at: UnixTime(seconds: Int64(time(nil))), only: [id])
        let ports = try #require(lab.origins.first).ports
        let seen = try await TestProber.observe(
            http: ports.http, https: ports.https, options: hurried)
        await lab.stop()
        #expect(seen.diagnosis.tripleDES == nil)
    }

    @Test("A hello that nobody answers ends with the time of the target")
    func silence() async throws {
        let origin = try await TestOrigin(.greet())
        let options = ConnectionOptions(
            address: TestProber.loopback, port: origin.port, connectMilliseconds: 1_000,
            deadline: .now() + .milliseconds(300), hasRoute: true)
        let started = ContinuousClock.now
        let answer = await TripleDESProbe(
            options: options, loop: MultiThreadedEventLoopGroup.singleton.any()
        ).ask(serverName: "a.test")
        #expect(answer == nil)
        #expect((.milliseconds(250)..<(.seconds(5))).contains(ContinuousClock.now - started))
        await origin.stop()
    }

    @Test("A port that speaks no TLS is left alone")
    func notTLS() async throws {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(.greet(.send("SSH-2.0-x\r\n")))
        let seen = try await TestProber.observe(
            http: held.port, https: origin.port, options: options)
        #expect(seen.diagnosis == DiagnosticHandshakes())
        #expect(origin.connections == 1)
        await origin.stop()
        held.release()
    }
}
