import CertificateForge
import OpenSSLSupport
import TestSupport

/// A chain with a few flaws, or none, and the requested host.
struct RandomChain: Sendable {
    var sent: [ForgedCertificate]
    var host: String
    var time: Int64
    /// The changes, for the message of a failing test.
    var notes: [String]
}

/// Creates random chains; the same seed gives the same shapes (keys differ).
struct RandomChains {
    private var random: SplitMix
    let now: Int64
    private let keys: [PrivateKeyHandle]
    let rsaKey: PrivateKeyHandle
    /// The leaf's keys: mostly the usual key, and some of a kind or size that a rule covers.
    let leafKeys: [PrivateKeyHandle]
    /// Roots that are anchors, each with one peculiarity, and one root that is not an anchor.
    let roots: [ForgedCertificate]
    private let stranger: ForgedCertificate

    init(seed: UInt64, at now: Int64) throws {
        random = SplitMix(seed: seed)
        self.now = now
        let usual = try (0..<6).map { _ in try PrivateKeyHandle.generate(.p256) }
        let unusual: [KeyKind] = [
            .ed448, .curve("secp224r1"), .curve("secp256k1"), .rsa(bits: 768), .rsa(bits: 2048),
        ]
        // MD5 works only with an RSA key.
        rsaKey = try .generate(.rsa(bits: 2048))
        keys = usual + [rsaKey]
        leafKeys =
            Array(repeating: usual, count: 10).flatMap(\.self)
            + (try unusual.map { try .generate($0) })
        let root = CertificateRecipe.authority("Root", at: now)
        let sound = try Forge.issue(root)
        roots = [
            sound,
            // In this order: same name, other key; same name and key, earlier end; no key usage; no
            // CA; expired; may not sign.
            try Forge.issue(root.with { $0.serial = 2 }),
            try Forge.issue(
                root.with {
                    $0.serial = 3
                    $0.notAfter = now + 20 * CertificateRecipe.day
                }, key: sound.key),
            try Forge.issue(Self.named("Root without key usage", at: now) { $0.keyUsage = nil }),
            try Forge.issue(
                Self.named("Root that is no CA", at: now) { $0.basicConstraint = .endEntity }),
            try Forge.issue(
                Self.named("Root that has ended", at: now) {
                    $0.notAfter = now - CertificateRecipe.day
                }),
            try Forge.issue(
                Self.named("Root that may not sign", at: now) {
                    $0.keyUsage = .digitalSignature
                }),
            try Forge.issue(
                Self.named("Root with constraints", at: now) {
                    $0.nameConstraints = NameConstraints(permitted: [.dns("example.com")])
                }),
        ]
        stranger = try Forge.issue(Self.named("Stranger", at: now))
    }

    private static func named(
        _ name: String, at now: Int64, _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) -> CertificateRecipe {
        CertificateRecipe.authority(name, at: now).with(change)
    }

    /// Returns the next chain.
    mutating func next() throws -> RandomChain {
        try nextFamily(of: 1)[0]
    }

    /// Returns chains that differ only in the leaf, so that one run of `openssl` verifies them all.
    mutating func nextFamily(of size: Int) throws -> [RandomChain] {
        var notes: [String] = []
        var above = pick(roots + [roots[0], roots[0], roots[0], stranger])
        notes.append(
            "\(above.recipe.subject.commonNames.map { String(decoding: $0, as: UTF8.self) })")
        var sent = chance(10) ? [above] : []
        for step in 0..<pick([0, 1, 1, 1, 2, 2, 3]) {
            let key = pick(keys)
            let recipe = CertificateRecipe.authority("CA \(step)", at: now)
            if chance(12) {
                notes.append("twin")
                sent.insert(
                    try Forge.issue(authority(recipe, &notes), key: key, by: above.asIssuer), at: 0)
            }
            var own = authority(recipe, &notes)
            if chance(12) {
                notes.append("constrained unlike its twin")
                sent.insert(try Forge.issue(recipe, key: key, by: above.asIssuer), at: 0)
                own.nameConstraints = NameConstraints(permitted: [.dns("example.net")])
            }
            above = try flawed(Forge.issue(own, key: key, by: above.asIssuer), &notes)
            sent.insert(above, at: 0)
        }
        let below = rearranged(sent, &notes)
        let host = pick(Self.hosts)
        let days: Int64 = pick([0, 0, 0, 0, 0, 0, -30, 25, 100, 5_000, -20_000, 34_000])
        return try (0..<size).map { _ in
            var notes = notes
            let recipe = server(&notes, under: above)
            // Only RSA keys can sign MD5 digests.
            let isOwnIssuer = recipe.digest != .md5 && chance(4)
            let leaf = try flawed(
                Forge.issue(recipe, key: pick(leafKeys), by: isOwnIssuer ? nil : above.asIssuer),
                &notes)
            return RandomChain(
                sent: [leaf] + below, host: host, time: now + days * CertificateRecipe.day,
                notes: notes)
        }
    }

    static let hosts = [
        "www.example.com", "www.example.com", "www.example.com", "www.example.com", "example.com",
        "a.b.example.com", "w-w.example.com", "w_w.example.com", "www.example.com.",
        ".example.com", "other.test",
    ]

    private mutating func authority(
        _ recipe: CertificateRecipe, _ notes: inout [String]
    ) -> CertificateRecipe {
        var recipe = recipe
        recipe.serial = SerialNumber(Int64(random.next() >> 40))
        for flaw in Self.authorityFlaws where chance(flaw.percent) {
            notes.append(flaw.name)
            flaw.change(&recipe, now)
        }
        return recipe
    }

    private mutating func server(
        _ notes: inout [String], under issuer: ForgedCertificate
    ) -> CertificateRecipe {
        var recipe = CertificateRecipe.server("www.example.com", at: now)
        if issuer.key === rsaKey, chance(20) {
            notes.append("MD5")
            recipe.digest = .md5
        }
        for flaw in Self.serverFlaws where chance(4) {
            notes.append(flaw.name)
            flaw.change(&recipe, now)
        }
        return recipe
    }

    private mutating func flawed(
        _ certificate: ForgedCertificate, _ notes: inout [String]
    ) -> ForgedCertificate {
        guard chance(4) else { return certificate }
        notes.append("broken signature")
        return certificate.withBrokenSignature
    }

    private mutating func rearranged(
        _ sent: [ForgedCertificate], _ notes: inout [String]
    ) -> [ForgedCertificate] {
        var sent = sent
        if chance(10) {
            sent.shuffle(using: &random)
            notes.append("shuffled")
        }
        if chance(6), !sent.isEmpty {
            sent.removeLast()
            notes.append("one missing")
        }
        if chance(6) {
            sent.insert(stranger, at: 0)
            notes.append("a stranger among them")
        }
        if chance(6), let first = sent.first {
            sent.append(first)
            notes.append("one twice")
        }
        return sent
    }

    private mutating func chance(_ percent: UInt64) -> Bool {
        random.next() % 100 < percent
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(random.next() % UInt64(elements.count))]
    }
}
