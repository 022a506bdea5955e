import CertificateForge
import OpenSSLSupport
import OriginFacts
import Testing

@testable import ChainJudge

/// Our walk, lazy anchors and memory against the `openssl verify` program on random chains.
@Suite struct OpenSSLAgreementTests {
    static let count = 300

    /// The same chains for all tests, and what the program says about them.
    static let made = Result {
        var maker = try RandomChains(seed: 20_261_122, at: Courtroom.now)
        return (roots: maker.roots, chains: try (0..<count).map { _ in try maker.next() })
    }

    static func handles(_ chain: RandomChain) throws -> [CertificateHandle] {
        let library = try Courtroom.library.get()
        return try chain.sent.map { try $0.handle(in: library) }
    }

    /// Path validation alone: the same answer, the same first error at the same depth, for every chain;
    /// cold, warm, in another order, and without a memory.
    @Test func `every path is judged as OpenSSL judges it`() throws {
        let (roots, chains) = try Self.made.get()
        let theirs = try OpenSSLVerify.answers(on: chains, roots: roots, withHosts: false)
        #expect(theirs.count == chains.count)
        let warm = try Court(trusting: roots)
        let memoryless = try Court(trusting: roots, remembered: 0)
        let orders = [Array(chains.indices), chains.indices.reversed()]
        for order in orders {
            for index in order {
                #expect(
                    try warm.answer(on: chains[index]) == theirs[index], "\(chains[index].notes)")
            }
        }
        for index in chains.indices.reversed() {
            #expect(
                try memoryless.answer(on: chains[index]) == theirs[index],
                "\(chains[index].notes)")
        }
        // A sample that never disagrees must at least have had the chance to.
        #expect(theirs.filter(\.isAccepted).count > Self.count / 10)
        #expect(Set(theirs.compactMap(\.code)).count >= 10)
    }

    /// The whole strict verdict, with names: every difference has a rule of ours as its reason.
    @Test func `every other verdict has a rule of ours as its reason`() throws {
        let (roots, chains) = try Self.made.get()
        let theirs = try OpenSSLVerify.answers(on: chains, roots: roots, withHosts: true)
        let judge = try Courtroom.judge(trusting: roots)
        var reasons: [String: Int] = [:]
        for (chain, answer) in zip(chains, theirs) {
            let verdict = try judge.judge(chain.sent, host: chain.host, at: chain.time)
            guard (verdict.strict == .accepted) != answer.isAccepted else { continue }
            let reason = Self.reason(for: verdict, on: chain)
            #expect(reason != nil, "\(verdict.strict.summary) \(chain.host) \(chain.notes)")
            reasons[reason ?? "none", default: 0] += 1
        }
        #expect(!reasons.isEmpty)
    }

    /// The rule of ours behind a verdict that OpenSSL does not share.
    static func reason(for verdict: ChainVerdict, on chain: RandomChain) -> String? {
        let ids = Set(verdict.strict.defects.map(\.id))
        switch verdict.strict {
        case .accepted:
            return nil
        case .uncertain:
            if ids.contains("chain.ambiguous-path") { return "another path is good" }
            if ids.contains("cert.malformed") { return "hard check" }
            return ids.contains("name.mismatch") ? "CN beside a SAN without names" : nil
        case .rejected:
            if ids == ["name.mismatch"], chain.notes.contains("partial wildcard") {
                return "no partial wildcards"
            }
            return ids == ["cert.wrong-purpose"]
                && chain.notes.contains("server-gated cryptography")
                ? "serverAuth only" : nil
        }
    }
}

/// Path validation by our verifier over lazily filled anchors.
private final class Court {
    private let store: AnchorStore
    private let verifier: PathVerifier

    init(trusting roots: [ForgedCertificate], remembered: Int = 10_000) throws {
        let library = try Courtroom.library.get()
        let shelf = CertificateShelf(digester: try Digester(in: library))
        store = try AnchorStore(Courtroom.anchors(roots), in: library, shelf: shelf)
        verifier = try PathVerifier(
            in: library,
            signatures: SignatureChecker(shelf: shelf, capacity: remembered))
    }

    func answer(on chain: RandomChain) throws -> OpenSSLVerify.Answer {
        let certificates = try OpenSSLAgreementTests.handles(chain)
        verifier.signatures.begin(microseconds: 1_000_000)
        let request = PathRequest(
            leaf: certificates[0], sent: try #require(CertificateStack(certificates)),
            trust: .store(store), time: UnixTime(seconds: chain.time))
        let outcome = verifier.verify(request)
        let all = verifier.verify(request.with(.collectAll))
        #expect(all.accepted == outcome.accepted)
        #expect(all.problems.first == outcome.problems.first)
        return OpenSSLVerify.Answer(
            isAccepted: outcome.accepted, code: outcome.problems.first?.code,
            depth: outcome.problems.first?.depth)
    }
}
