import CertificateForge
import OpenSSLSupport
import OriginFacts
import Testing

@testable import ChainVerification

/// Our walk, which loads anchors on demand, compared with OpenSSL's own walk over a store that is
/// filled at once. Both give the same verdict, the same chain and every error at the same depth in
/// the same order, with an empty memory and with a filled one.
@Suite struct StockWalkTests {
    /// A verdict with all errors found on the way, without pointers.
    struct Trace: Hashable {
        let isAccepted: Bool
        let problems: [Problem]
        let chain: [Digest256?]
    }

    struct Problem: Hashable {
        let code: Int32
        let depth: Int
        /// The index in the certificates sent; nil for an anchor.
        let position: Int?
    }

    /// One verifier, ours or OpenSSL's, with a memory size.
    final class Bench {
        private let store: AnchorStore
        private let verifier: PathVerifier

        init(
            trusting roots: [ForgedCertificate], isStock: Bool, remembered: Int
        ) throws {
            let library = try VerificationFixture.library.get()
            let cache = CertificateCache(digester: try Digester(in: library))
            store = try AnchorStore(VerificationFixture.anchors(roots), in: library, cache: cache)
            if isStock { store.loadAll() }
            verifier = try PathVerifier(
                in: library,
                signatures: SignatureChecker(cache: cache, capacity: remembered),
                isWalkReplaced: !isStock)
        }

        func trace(
            of certificates: [CertificateHandle], at time: Int64,
            profile: PathRequest.Profile, mode: PathRequest.Mode
        ) throws -> Trace {
            verifier.signatures.begin(microseconds: 10_000_000)
            let outcome = verifier.verify(
                PathRequest(
                    leaf: certificates[0], sent: try #require(CertificateStack(certificates)),
                    trust: .store(store), time: UnixTime(seconds: time), profile: profile,
                    mode: mode))
            return Trace(
                isAccepted: outcome.accepted,
                problems: outcome.problems.map { problem in
                    Problem(
                        code: problem.code, depth: problem.depth,
                        position: certificates.firstIndex {
                            $0.pointer == problem.certificate?.pointer
                        })
                }, chain: outcome.chain.map(\.digest))
        }
    }

    /// Returns the chain and its variants: one certificate left out, the order reversed, another
    /// leaf.
    static func relatives(_ chain: [CertificateHandle]) -> [[CertificateHandle]] {
        let shorter = chain.indices.dropFirst().map { index in
            chain.enumerated().filter { $0.offset != index }.map(\.element)
        }
        let reversed = [chain[0]] + chain.dropFirst().reversed()
        let rotated = Array(chain.dropFirst() + chain.prefix(1))
        return [chain, reversed, rotated] + shorter
    }

    static func expectAgreement(
        of bench: Bench, with stock: Bench, on chains: [[CertificateHandle]], at times: [Int64]
    ) throws -> Set<Int32> {
        var codes: Set<Int32> = []
        for (chain, time) in zip(chains, times) {
            let ways: [(PathRequest.Profile, PathRequest.Mode)] = [
                (.edge, .stopAtFirst), (.edge, .collectAll), (.pedantic, .collectAll),
            ]
            var plain: Trace?
            for (profile, mode) in ways {
                let ours = try bench.trace(of: chain, at: time, profile: profile, mode: mode)
                let theirs = try stock.trace(of: chain, at: time, profile: profile, mode: mode)
                #expect(ours == theirs)
                codes.formUnion(theirs.problems.map(\.code))
                plain = plain ?? theirs
                // This law allows a pedantic pass without errors to replace the plain one.
                if theirs.isAccepted { #expect(theirs == plain) }
            }
        }
        return codes
    }

    @Test func `no trace differs from OpenSSL's`() throws {
        let library = try VerificationFixture.library.get()
        var maker = try RandomChains(seed: 7, at: VerificationFixture.now)
        var chains: [[CertificateHandle]] = []
        var times: [Int64] = []
        for _ in 0..<150 {
            let chain = try maker.next()
            let all = Self.relatives(try chain.sent.map { try $0.handle(in: library) })
            chains += all
            times += all.map { _ in chain.time }
        }
        let stock = try Bench(trusting: maker.roots, isStock: true, remembered: 0)
        let cold = try Bench(trusting: maker.roots, isStock: false, remembered: 0)
        let warm = try Bench(trusting: maker.roots, isStock: false, remembered: 50_000)
        let codes = try Self.expectAgreement(of: cold, with: stock, on: chains, at: times)
        _ = try Self.expectAgreement(of: warm, with: stock, on: chains, at: times)
        _ = try Self.expectAgreement(
            of: warm, with: stock, on: chains.reversed(), at: times.reversed())
        #expect(codes.count >= 16)
    }
}
