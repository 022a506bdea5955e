import CertificateForge
import OpenSSLSupport
import OriginFacts
import TestSupport
import Testing

@testable import ChainVerification

@Suite("Chain assembly")
struct ChainAssemblyTests {
    private static let now = VerificationFixture.now
    private static let day = VerificationFixture.day

    /// One leaf with several paths to a root.
    private struct World {
        let root: ForgedCertificate
        let intermediate: ForgedCertificate
        /// A certificate with the intermediate's name and key.
        let expired: ForgedCertificate
        let longer: ForgedCertificate
        /// A certificate with the root's name and key, signed by an older root.
        let crossed: ForgedCertificate
        let olderRoot: ForgedCertificate
        let leaf: ForgedCertificate

        init() throws {
            let now = ChainAssemblyTests.now
            let day = ChainAssemblyTests.day
            root = try Forge.issue(.authority("Root", at: now))
            olderRoot = try Forge.issue(.authority("Older Root", at: now))
            crossed = try Forge.issue(
                .authority("Root", at: now), key: root.key, by: olderRoot.asIssuer)
            let recipe = CertificateRecipe.authority("Intermediate", at: now, pathLength: 0)
                .with { $0.notAfter = now + 100 * day }
            intermediate = try Forge.issue(recipe, by: root.asIssuer)
            expired = try Forge.issue(
                recipe.with { $0.notAfter = now - day }, key: intermediate.key, by: root.asIssuer)
            longer = try Forge.issue(
                recipe.with { $0.notAfter = now + 900 * day }, key: intermediate.key,
                by: root.asIssuer)
            leaf = try Forge.issue(
                .server("www.example.com", at: now), by: intermediate.asIssuer)
        }
    }

    private static let world = Result { try World() }

    private func assembly(
        _ given: [ForgedCertificate], trusting roots: [ForgedCertificate], at time: Int64? = now,
        isOwn: (CertificateHandle) -> Bool = { _ in true }
    ) throws -> ChainAssembly {
        let library = try VerificationFixture.library.get()
        return try ChainAssembly(
            of: try given.map { try $0.handle(in: library) }, over: Self.anchors(roots),
            in: library, at: time.map(UnixTime.init(seconds:)), isOwn: isOwn)
    }

    /// Creates anchors from these roots. Anchors cannot be empty, so an unrelated root is used if
    /// there are none.
    private static func anchors(_ roots: [ForgedCertificate]) throws -> TrustAnchors {
        try VerificationFixture.anchors(
            roots.isEmpty ? [VerificationFixture.ordinary.get().root] : roots)
    }

    private func names(_ certificates: [CertificateHandle]) -> [String] {
        certificates.map { $0.commonNames.first ?? "" }
    }

    @Test("The leaf comes first, then each issuer, without the trusted root")
    func ordinary() throws {
        let world = try Self.world.get()
        let found = try assembly(
            [world.root, world.intermediate, world.leaf, world.leaf], trusting: [world.root])
        #expect(names(found.sendable) == ["www.example.com", "Intermediate"])
        #expect(found.links.map(\.isAnchor) == [false, false, true])
        #expect(found.links.map(\.isGiven) == [true, true, true])
        #expect(found.duplicates.count == 1)
        #expect(found.strangers.isEmpty)
        #expect(!found.isLeafFirst)
    }

    @Test("A missing issuer is named")
    func missing() throws {
        let world = try Self.world.get()
        let found = try assembly([world.leaf], trusting: [world.root])
        #expect(found.missingIssuer == "CN=Intermediate,O=Forge")
        #expect(names(found.sendable) == ["www.example.com"])
        let rootless = try assembly([world.leaf, world.intermediate], trusting: [world.olderRoot])
        #expect(rootless.missingIssuer == "CN=Root,O=Forge")
    }

    @Test("An intermediate in the list of roots is used, and sent, because it is not a root")
    func storedIntermediate() throws {
        let world = try Self.world.get()
        let found = try assembly([world.leaf], trusting: [world.intermediate, world.root])
        #expect(names(found.sendable) == ["www.example.com", "Intermediate"])
        #expect(found.links.map(\.isGiven) == [true, false, false])
        let rootless = try assembly([world.leaf], trusting: [world.intermediate])
        #expect(rootless.missingIssuer == "CN=Root,O=Forge")
    }

    @Test(
        "Of two certificates with the same key, the valid one is used, or the one that expires later"
    )
    func twins() throws {
        let world = try Self.world.get()
        let all = [world.leaf, world.expired, world.intermediate, world.longer]
        let today = try assembly(all, trusting: [world.root])
        #expect(today.links[1].certificate.sha256Bytes == (try handle(world.longer)).sha256Bytes)
        #expect(names(today.strangers) == ["Intermediate", "Intermediate"])
        let only = try assembly([world.leaf, world.expired], trusting: [world.root])
        #expect(names(only.sendable) == ["www.example.com", "Intermediate"])
        let before = try Forge.issue(
            .authority("Intermediate", at: Self.now).with {
                $0.notBefore = Self.now + Self.day
                $0.notAfter = Self.now + 2_000 * Self.day
            }, key: world.intermediate.key, by: world.root.asIssuer)
        let early = try assembly([world.leaf, before, world.intermediate], trusting: [world.root])
        #expect(
            early.links[1].certificate.sha256Bytes == (try handle(world.intermediate)).sha256Bytes)
    }

    private func handle(_ certificate: ForgedCertificate) throws -> CertificateHandle {
        try certificate.handle(in: VerificationFixture.library.get())
    }

    @Test("Of several paths, the shortest one to a trusted root is used")
    func ways() throws {
        let world = try Self.world.get()
        let all = [world.leaf, world.intermediate, world.crossed, world.root, world.olderRoot]
        let short = try assembly(all, trusting: [world.root, world.olderRoot])
        #expect(names(short.sendable) == ["www.example.com", "Intermediate"])
        let older = try assembly(all, trusting: [world.olderRoot])
        #expect(names(older.sendable) == ["www.example.com", "Intermediate", "Root"])
        #expect(older.root?.certificate.commonNames == ["Older Root"])
        let foreign = try assembly(all, trusting: [])
        #expect(names(foreign.sendable) == ["www.example.com", "Intermediate"])
        #expect(foreign.root?.isAnchor == false)
    }

    @Test("A circle of cross-certificates ends with the missing issuer")
    func circle() throws {
        let one = try Forge.issue(.authority("One", at: Self.now))
        let two = try Forge.issue(.authority("Two", at: Self.now))
        let oneByTwo = try Forge.issue(
            .authority("One", at: Self.now), key: one.key, by: two.asIssuer)
        let twoByOne = try Forge.issue(
            .authority("Two", at: Self.now), key: two.key, by: one.asIssuer)
        let leaf = try Forge.issue(.server("a.test", at: Self.now), by: one.asIssuer)
        let found = try assembly([leaf, twoByOne, oneByTwo], trusting: [])
        #expect(found.missingIssuer != nil)
        let closed = try assembly([leaf, twoByOne, oneByTwo], trusting: [two])
        #expect(names(closed.sendable) == ["a.test", "One"])
    }

    @Test("A self-signed leaf is a chain by itself, trusted or not")
    func selfSigned() throws {
        let leaf = try Forge.issue(.server("a.test", at: Self.now))
        let authority = try Forge.issue(
            .authority("a.test", at: Self.now).with { $0.names = [.dns("a.test")] })
        for certificate in [leaf, authority] {
            for roots in [[], [certificate]] {
                let found = try assembly([certificate], trusting: roots)
                #expect(names(found.sendable) == ["a.test"])
                #expect(found.missingIssuer == nil)
                #expect(found.root == nil)
            }
        }
    }

    @Test("A leaf whose issuer matches by name but not by signature has no issuer")
    func forgery() throws {
        let world = try Self.world.get()
        let namesake = try Forge.issue(
            .authority("Intermediate", at: Self.now), by: world.root.asIssuer)
        let found = try assembly([world.leaf, namesake], trusting: [world.root])
        #expect(found.missingIssuer == "CN=Intermediate,O=Forge")
        #expect(names(found.strangers) == ["Intermediate"])
    }

    @Test("A certificate that signed another is not a leaf, even if it says it is not a CA")
    func oldRoot() throws {
        let root = try Forge.issue(
            CertificateRecipe.authority("Plain Root", at: Self.now).with {
                $0.basicConstraint = .absent
                $0.keyUsage = nil
            })
        let leaf = try Forge.issue(.server("a.test", at: Self.now), by: root.asIssuer)
        let found = try assembly([root, leaf], trusting: [root])
        #expect(names(found.sendable) == ["a.test"])
        #expect(found.otherLeaves.isEmpty)
    }

    @Test("Certificates of two servers are separated, and the key selects one")
    func servers() throws {
        let world = try Self.world.get()
        let other = try Forge.issue(
            .server("shop.example.com", at: Self.now), by: world.intermediate.asIssuer)
        let given = [world.leaf, world.intermediate, other]
        let first = try assembly(given, trusting: [world.root])
        #expect(names(first.sendable).first == "www.example.com")
        #expect(names(first.otherLeaves) == ["shop.example.com"])
        let picked = try assembly(given, trusting: [world.root]) { other.key.belongs(to: $0) }
        #expect(names(picked.sendable) == ["shop.example.com", "Intermediate"])
    }

    @Test("The order of the input does not matter", arguments: 0..<40)
    func permutations(seed: UInt64) throws {
        let world = try Self.world.get()
        var generator = SplitMix(seed: seed)
        let stranger = try Forge.issue(.authority("Stranger", at: Self.now))
        var given = [
            world.leaf, world.expired, world.intermediate, world.longer, world.crossed,
            world.root, world.olderRoot, stranger, world.longer,
        ]
        if seed % 2 == 0 { given.removeLast(Int(seed % 5)) }
        let roots = [[world.root], [world.olderRoot], [], [world.root, world.olderRoot]]
        let trusted = roots[Int(seed % 4)]
        let expected = try assembly(given, trusting: trusted)
        let shuffled = given.shuffled(using: &generator)
        let found = try assembly(shuffled, trusting: trusted)
        #expect(found.sendable.map(\.sha256) == expected.sendable.map(\.sha256))
        #expect(found.missingIssuer == expected.missingIssuer)
        #expect(Set(found.strangers.map(\.sha256)) == Set(expected.strangers.map(\.sha256)))
        let again = try ChainAssembly(
            of: found.sendable, over: Self.anchors(trusted), in: VerificationFixture.library.get(),
            at: UnixTime(seconds: Self.now))
        if found.root?.isAnchor == true {
            #expect(again.sendable.map(\.sha256) == found.sendable.map(\.sha256))
            #expect(again.strangers.isEmpty && again.duplicates.isEmpty && again.isLeafFirst)
        }
    }

    @Test("Many certificates that all match each other are assembled in good time")
    func crowd() throws {
        let key = try PrivateKeyHandle.generate(.p256)
        let root = try Forge.issue(.authority("Crowd", at: Self.now), key: key)
        let crowd = try (0..<150).map { number in
            try Forge.issue(
                .authority("Crowd", at: Self.now).with { $0.serial = SerialNumber(number + 2) },
                key: key, by: root.asIssuer)
        }
        let leaf = try Forge.issue(.server("a.test", at: Self.now), by: root.asIssuer)
        let clock = ContinuousClock()
        let start = clock.now
        let found = try assembly([leaf] + crowd, trusting: [root])
        #expect(found.missingIssuer == nil)
        #expect(clock.now - start < .seconds(20))
    }
}
