import CertificateForge
import OpenSSLSupport
import OriginFacts
import Testing

@testable import TLSEngine

/// The facts that are cached for certificates above the leaf, and those that are not.
@Suite struct FactsMemoryTests {
    private static func facts(bytes: Int = 100) throws -> CertificateFacts {
        let forged = try Forge.issue(.server("a.test", at: Origins.now), key: .p256)
        var facts = CertificateFacts(
            reading: try CertificateHandle(der: forged.der, in: LibraryContext()))
        facts.der = [UInt8](repeating: 0, count: bytes)
        return facts
    }

    @Test("What was read once is not read again, and each digest has its own")
    func remembers() throws {
        let memory = CertificateFactsCache()
        let (first, second) = (try Self.facts(), try Self.facts())
        var reads = 0
        for _ in 0..<3 {
            for facts in [first, second] {
                let told = memory.facts(facts.sha256) {
                    reads += 1
                    return facts
                }
                #expect(told == facts)
            }
        }
        #expect(reads == 2)
    }

    @Test("A large certificate is read every time, and a full memory starts anew")
    func bounds() throws {
        let memory = CertificateFactsCache(limit: 2)
        let (large, small) = (try Self.facts(bytes: 4_097), try Self.facts())
        var reads = 0
        func ask(_ digest: String, _ facts: CertificateFacts) {
            _ = memory.facts(digest) {
                reads += 1
                return facts
            }
        }
        ask("large", large)
        ask("large", large)
        #expect(reads == 2)
        for digest in ["1", "2", "3"] { ask(digest, small) }
        #expect(reads == 5)
        ask("3", small)
        #expect(reads == 5)
        ask("1", small)
        #expect(reads == 6)
    }
}
