import CertificateForge
import Foundation
import OpenSSLSupport
import OriginFacts
import TestSupport
import Testing

@testable import ChainVerification

/// Our path validation, lazy anchors and signature memory compared with the `openssl verify`
/// program on random chains.
///
/// The number of random families of fifteen chains that are judged in addition to the chosen ones,
/// from `DIFFERENTIAL_FAMILIES`.
@Suite struct OpenSSLAgreementTests {
    static let asked =
        ProcessInfo.processInfo.environment["DIFFERENTIAL_FAMILIES"].flatMap(Int.init)
    static let count = asked ?? 50

    /// The chains, shared by all tests.
    static let made = Result {
        var maker = try RandomChains(seed: 20_261_122, at: VerificationFixture.now)
        let chosen = try maker.chosenFamilies()
        return (
            roots: maker.roots,
            families: chosen + (try (0..<count).map { _ in try maker.nextFamily(of: 15) })
        )
    }

    /// The chains, parsed once, because parsing takes most of the time and does not affect the
    /// judges.
    static let parsed = Result {
        try made.get().families.flatMap(\.self).map { try handles($0) }
    }

    static func handles(_ chain: RandomChain) throws -> [CertificateHandle] {
        let library = try VerificationFixture.library.get()
        return try chain.sent.map { try $0.handle(in: library) }
    }

    /// Path validation alone gives the same result and the same first error at the same depth for
    /// every chain: with an empty memory, a filled one, in other orders, and without a memory.
    @Test func `every path is judged as OpenSSL judges it`() throws {
        let (roots, families) = try Self.made.get()
        let theirs = try OpenSSLVerify.answers(on: families, roots: roots, withHosts: false)
            .flatMap(\.self)
        let chains = families.flatMap(\.self)
        let parsed = try Self.parsed.get()
        #expect(theirs.count == chains.count)
        let warm = try PathFixture(trusting: roots)
        let memoryless = try PathFixture(trusting: roots, remembered: 0)
        let forgetful = try PathFixture(trusting: roots, remembered: 8)
        var random = SplitMix(seed: 3)
        let orders = [
            Array(chains.indices), chains.indices.reversed(),
            chains.indices.shuffled(using: &random),
        ]
        for order in orders {
            for index in order {
                let ours = try warm.answer(on: parsed[index], at: chains[index].time)
                #expect(ours == theirs[index], "\(chains[index].notes)")
            }
        }
        for index in chains.indices {
            for fixture in [memoryless, forgetful] {
                let ours = try fixture.answer(on: parsed[index], at: chains[index].time)
                #expect(ours == theirs[index], "\(chains[index].notes)")
            }
        }
        // Without many kinds of rejected chains, agreement would prove little.
        #expect(theirs.filter(\.isAccepted).count > chains.count / 10)
        #expect(Set(theirs.compactMap(\.code)).count >= 10)
    }

    /// In the whole strict verdict, with names, every difference is caused by a rule of ours, and
    /// every rule that can cause a difference does.
    @Test func `every different verdict is caused by a rule of ours`() throws {
        let (roots, families) = try Self.made.get()
        let theirs = try OpenSSLVerify.answers(on: families, roots: roots, withHosts: true)
            .flatMap(\.self)
        let parsed = try Self.parsed.get()
        let judge = try VerificationFixture.judge(trusting: roots)
        let forgetful = try VerificationFixture.judge(
            trusting: roots, limits: JudgeLimits().with { $0.rememberedSignatures = 0 })
        let digester = try Digester(in: VerificationFixture.library.get())
        var reasons: [String: Int] = [:]
        var differences = 0
        for ((chain, handles), answer) in zip(zip(families.flatMap(\.self), parsed), theirs) {
            let verdict = judge.judge(handles, host: chain.host, at: chain.time)
            let again = forgetful.judge(handles, host: chain.host, at: chain.time)
            #expect(again == verdict, "\(chain.notes)")
            guard Self.differs(verdict.strict, from: answer) else { continue }
            let found = try Self.reasons(
                for: verdict, on: chain, roots: roots, digester: digester)
            #expect(!found.isEmpty, "\(verdict.strict.summary) \(chain.host) \(chain.notes)")
            differences += 1
            for reason in found { reasons[reason, default: 0] += 1 }
        }
        let rules = Set(EdgeRuleTable.all.map(\.id)).union(
            DifferenceReason.allCases.map(\.rawValue))
        // OpenSSL before 3.5 cannot create an ML-DSA key.
        let missing = rules.subtracting(reasons.keys).subtracting(["key-ml-dsa"])
        #expect(missing.isEmpty, "\(missing)")
        #expect(Set(reasons.keys).isSubset(of: rules))
        if Self.asked != nil {
            print("\(parsed.count) chains, \(differences) differences:", reasons.sorted { $0 < $1 })
        }
    }

    /// Whether the verdicts differ. An uncertain ruling differs from both of OpenSSL's results.
    private static func differs(
        _ ruling: ChainRuling, from answer: OpenSSLVerify.Answer
    ) -> Bool {
        switch ruling {
        case .accepted: !answer.isAccepted
        case .rejected: answer.isAccepted
        case .uncertain: true
        }
    }

    /// Rules of ours, apart from the edge rules, that OpenSSL lacks or implements differently.
    enum DifferenceReason: String, CaseIterable {
        case anotherPath = "another path is good"
        case nameBesideAlternatives = "CN beside a SAN without names"
        case partialWildcard = "no partial wildcards"
        case underscore = "underscore as hyphen"
        case trailingDot = "a dot at the host's end"
        case leadingDot = "a dot before the host"
    }

    /// Returns the rules that cause a verdict different from OpenSSL's.
    static func reasons(
        for verdict: ChainVerdict, on chain: RandomChain, roots: [ForgedCertificate],
        digester: Digester
    ) throws -> Set<String> {
        let defects = verdict.strict.defects
        let ids = Set(defects.map(\.id))
        var reasons: Set<DifferenceReason> = []
        if ids.contains("chain.ambiguous-path") { reasons.insert(.anotherPath) }
        switch verdict.strict {
        case .accepted:
            if chain.host.contains("_") { reasons.insert(.underscore) }
            if chain.host.hasSuffix(".") { reasons.insert(.trailingDot) }
        case .uncertain:
            if ids.contains("name.mismatch") { reasons.insert(.nameBesideAlternatives) }
        case .rejected:
            if ids == ["name.mismatch"], chain.notes.contains("partial wildcard") {
                reasons.insert(.partialWildcard)
            }
            if ids == ["name.mismatch"], chain.host.hasPrefix(".") { reasons.insert(.leadingDot) }
        }
        return Set(reasons.map(\.rawValue)).union(
            try brokenChecks(defects, on: chain, roots: roots, digester: digester))
    }

    /// Returns the edge rules whose defects are in the verdict.
    private static func brokenChecks(
        _ defects: [ChainDefect], on chain: RandomChain, roots: [ForgedCertificate],
        digester: Digester
    ) throws -> [String] {
        let library = try VerificationFixture.library.get()
        let path = PathResult(
            try (chain.sent + roots).map {
                JudgedCertificate(try $0.handle(in: library), digester: digester)
            }, anchor: nil)
        return EdgeRuleTable.all.filter { check in
            let found =
                path.roles.compactMap { check.violation(by: $0, as: $1) }
                + [check.violation(in: path)].compactMap(\.self)
            return found.contains { defects.contains($0.defect) }
        }.map(\.id)
    }
}

extension JudgeLimits {
    fileprivate func with(_ change: (inout JudgeLimits) -> Void) -> JudgeLimits {
        var copy = self
        change(&copy)
        return copy
    }
}

/// Path validation by our verifier with lazily parsed anchors.
private final class PathFixture {
    private let store: AnchorStore
    private let verifier: PathVerifier

    init(trusting roots: [ForgedCertificate], remembered: Int = 10_000) throws {
        let library = try VerificationFixture.library.get()
        let cache = CertificateCache(digester: try Digester(in: library))
        store = try AnchorStore(VerificationFixture.anchors(roots), in: library, cache: cache)
        verifier = try PathVerifier(
            in: library,
            signatures: SignatureChecker(cache: cache, capacity: remembered))
    }

    func answer(
        on certificates: [CertificateHandle], at time: Int64
    ) throws -> OpenSSLVerify.Answer {
        verifier.signatures.begin(microseconds: 1_000_000)
        let request = PathRequest(
            leaf: certificates[0], sent: try #require(CertificateStack(certificates)),
            trust: .store(store), time: UnixTime(seconds: time))
        let outcome = verifier.verify(request)
        let all = verifier.verify(request.with(.collectAll))
        #expect(all.accepted == outcome.accepted)
        #expect(all.problems.first == outcome.problems.first)
        return OpenSSLVerify.Answer(
            isAccepted: outcome.accepted, code: outcome.problems.first?.code,
            depth: outcome.problems.first?.depth)
    }
}
