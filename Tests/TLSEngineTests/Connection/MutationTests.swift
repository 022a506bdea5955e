import CertificateForge
import OpenSSLSupport
import OriginFacts
import TLSEngine
import TestSupport
import Testing

/// Broken bytes lead to a result, never to a crash, a hang or a leftover error.
@Suite struct MutationTests {
    @Test(arguments: [ServerTLSVersion.tls12, .tls13])
    func aBrokenServerFlightEndsInAnAnswer(_ version: ServerTLSVersion) throws {
        let conversation = try Conversation(Origins.rsa().with { $0.maximumVersion = version })
        _ = conversation.client.handshake()
        conversation.exchange()
        let context = try EdgeTLSContext(library: LibraryContext(for: .handshakes))
        var random = SplitMix(seed: 7)
        for _ in 0..<300 {
            let client = try TLSConnection(context: context, serverName: "www.origin.test")
            _ = client.handshake()
            client.receive(random.mutate(conversation.flight))
            _ = client.handshake()
            client.receivedEnd(reset: false)
            let step = client.handshake()
            // The flight belongs to another ClientHello, so no handshake can finish.
            #expect(step.failure != nil)
            #expect(ErrorQueue.drain() == [])
        }
    }

    @Test(arguments: [KeyKind.rsa(bits: 2048), .p256, .ed25519])
    func aBrokenCertificateIsReadOrRefused(_ key: KeyKind) throws {
        let recipe = CertificateRecipe.server("www.origin.test", at: Origins.now).with {
            $0.names.append(.ip([192, 0, 2, 1]))
            $0.issuerURLs = ["http://ca.test/1.crt"]
            $0.revocationListURLs = ["http://crl.test/1.crl"]
        }
        let der = try Forge.issue(recipe, key: key).der
        let library = try LibraryContext(for: .handshakes)
        var random = SplitMix(seed: 11)
        var read = 0
        for _ in 0..<1_500 {
            let broken = random.mutate(der)
            guard let handle = try? CertificateHandle(der: broken, in: library) else { continue }
            let facts = CertificateFacts(reading: handle)
            #expect(facts.sha256.count == 64)
            #expect(facts.subject.utf8.allSatisfy { (0x20...0x7E).contains($0) })
            #expect(ErrorQueue.drain() == [])
            read += 1
        }
        #expect(read > 50)
    }
}
