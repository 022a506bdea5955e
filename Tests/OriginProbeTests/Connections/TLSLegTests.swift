import CertificateForge
import Glibc
import OriginFacts
import Testing

@testable import OriginProbe

@Suite("The TLS leg", .serialized)
struct TLSLegTests {
    @Test("A handshake comes with its facts, its chain and both exchanges on one connection")
    func complete() async throws {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(.page("a"), tls: try TestProber.identity())
        let result = try await TestProber.prober.observe(
            TestProber.target(http: held.port, https: origin.port),
            TestProber.options())
        let seen = try #require(result.observation.addresses.first)
        guard case .completed(let session) = seen.handshake else {
            Issue.record("\(seen.handshake)")
            return
        }
        #expect(session.version == .tls1_3)
        #expect(session.serverName == "a.test")
        #expect(session.applicationProtocol == "http/1.1")
        #expect(session.chain.count == 1)
        #expect(result.chains[TestProber.loopback]?.count == 1)
        #expect(seen.answer(.tls, .https)?.status == 200)
        #expect(seen.answer(.tls, .http)?.httpVersion == .http1_1)
        #expect(seen.exchanges.map(\.key.forwarded) == [.https, .http])
        #expect(origin.connections == 1)
        #expect(origin.requests.first?.contains("X-Forwarded-Proto: https") == true)
        await origin.stop()
        held.release()
    }

    @Test("A plain origin on the TLS port is not TLS")
    func notTLS() async throws {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(.greet(.send("HTTP/1.1 400 Bad Request\r\n\r\n")))
        let seen = try await TestProber.observe(http: held.port, https: origin.port)
        guard case .failed(.notTLS(let first), _) = seen.handshake else {
            Issue.record("\(seen.handshake)")
            return
        }
        #expect(first.starts(with: Array("HTTP/1.1".utf8)))
        #expect(seen.tlsConnection != .failed(.refused))
        #expect(seen.exchanges.isEmpty)
        await origin.stop()
        held.release()
    }

    @Test(
        "A handshake that is cut is told from one that is reset",
        arguments: [
            (OriginScript.Act.close, HandshakeFailure.closed(bytesReceived: 0)),
            (.reset, .reset(bytesReceived: 0)),
        ])
    func cut(act: OriginScript.Act, failure: HandshakeFailure) async throws {
        let held = try HeldPort(.refusing)
        // The hello is read first, because a close with unread bytes would be a reset.
        let origin = try await TestOrigin(.greet(.wait(30), act))
        let seen = try await TestProber.observe(http: held.port, https: origin.port)
        guard case .failed(let found, let partial) = seen.handshake else {
            Issue.record("\(seen.handshake)")
            return
        }
        #expect(found == failure)
        #expect(partial.chain.isEmpty)
        await origin.stop()
        held.release()
    }

    @Test("A handshake that stalls is a timeout, and the plain leg is still seen")
    func stalled() async throws {
        let silent = try await TestOrigin(OriginScript())
        let plain = try await TestOrigin(.page("a"))
        let seen = try await TestProber.observe(
            http: plain.port, https: silent.port, options: TestProber.options(1_000))
        guard case .failed(.timedOut(500...2_000, 0), _) = seen.handshake else {
            Issue.record("\(seen.handshake)")
            return
        }
        #expect(seen.answer(.plain, .http)?.status == 200)
        #expect(seen[TestProber.key(.tls, .https)] == nil)
        await silent.stop()
        await plain.stop()
    }

    @Test("A name the origin refuses is an alert")
    func unknownName() async throws {
        let settings = try TestProber.identity { $0.unknownName = .refuse }
        let seen = try await TestProber.tls(.page("a"), settings: settings)
        guard case .failed(.alertReceived(.unrecognizedName), _) = seen.handshake else {
            Issue.record("\(seen.handshake)")
            return
        }
    }

    @Test(
        "A missing client certificate shows as the protocol has it",
        arguments: [ServerTLSVersion.tls12, .tls13])
    func clientCertificate(version: ServerTLSVersion) async throws {
        let settings = try TestProber.identity {
            $0.clientCertificate = .required(authorities: [])
            $0.maximumVersion = version
        }
        let seen = try await TestProber.tls(.page("a"), settings: settings)
        if version == .tls13 {
            // The client has finished before the server refuses (RFC 8446 section 4.4.2.4).
            #expect(seen.failure(.tls, .https) == .alert(.certificateRequired))
        } else {
            guard case .failed(.alertReceived(.handshakeFailure), let partial) = seen.handshake
            else {
                Issue.record("\(seen.handshake)")
                return
            }
            #expect(partial.clientCertificate == .asked(authorities: []))
        }
    }

    @Test(
        "Answers over TLS break like those over plain connections",
        arguments: [
            (.answer(.close), .empty),
            (.answer(.send("HTTP/1.1 200 OK\r\nA:"), .close), .closedInHeader(bytesReceived: 19)),
            (.answer(.reset), .reset(bytesReceived: 0)),
        ] as [(OriginScript, ExchangeFailure)])
    func broken(script: OriginScript, failure: ExchangeFailure) async throws {
        let seen = try await TestProber.tls(script)
        #expect(seen.failure(.tls, .https) == failure)
        guard case .completed = seen.handshake else {
            Issue.record("\(seen.handshake)")
            return
        }
    }

    @Test("A record that is no TLS after the handshake is malformed")
    func brokenRecord() async throws {
        let seen = try await TestProber.tls(.answer(.send("SSH-2.0-x\r\n")))
        guard case .malformed = seen.failure(.tls, .https) else {
            Issue.record("\(seen)")
            return
        }
    }
}
