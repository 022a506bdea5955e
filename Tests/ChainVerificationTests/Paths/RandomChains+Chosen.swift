import CertificateForge
import OpenSSLSupport

extension RandomChains {
    /// Returns families that are made on purpose, so that no rule depends on luck. They cover every
    /// single flaw of a leaf and of an authority, every unusual key, every host, and two
    /// certificates of one authority of which only the second is good.
    func chosenFamilies() throws -> [[RandomChain]] {
        let sound = CertificateRecipe.authority("Chosen", at: now)
        return try [leaves(under: sound), twins(sound)]
            + Self.authorityFlaws.map { try family(under: sound, flawed: $0) }
            + Self.hosts.dropFirst(4).map { try names(under: sound, host: $0) }
    }

    private static let server = "www.example.com"

    private func chain(
        _ recipe: CertificateRecipe, under above: [ForgedCertificate],
        key: PrivateKeyHandle? = nil, host: String = server, note: String
    ) throws -> RandomChain {
        let leaf = try Forge.issue(
            recipe, key: key ?? leafKeys[0], by: above[above.count - 1].asIssuer)
        return RandomChain(sent: [leaf] + above, host: host, time: now, notes: ["chosen", note])
    }

    private func leaves(under recipe: CertificateRecipe) throws -> [RandomChain] {
        let above = [try Forge.issue(recipe, key: rsaKey, by: roots[0].asIssuer)]
        let server = CertificateRecipe.server(Self.server, at: now)
        let flawed = try Self.serverFlaws.map { flaw in
            try chain(server.with { flaw.change(&$0, now) }, under: above, note: flaw.name)
        }
        let keys = try leafKeys.suffix(5).map {
            try chain(server, under: above, key: $0, note: "unusual key")
        }
        let weak = try chain(server.with { $0.digest = .md5 }, under: above, note: "MD5")
        return flawed + keys + [weak]
    }

    private func family(under recipe: CertificateRecipe, flawed flaw: Flaw) throws -> [RandomChain]
    {
        let above = try Forge.issue(
            recipe.with { flaw.change(&$0, now) }, key: leafKeys[1], by: roots[0].asIssuer)
        let server = CertificateRecipe.server(Self.server, at: now)
        return [
            try chain(server, under: [above], note: flaw.name),
            try chain(
                server.with { $0.names.append(.dns("*.example.com")) }, under: [above],
                note: flaw.name + ", wildcard"),
        ]
    }

    private func names(under recipe: CertificateRecipe, host: String) throws -> [RandomChain] {
        let above = [try Forge.issue(recipe, key: leafKeys[1], by: roots[0].asIssuer)]
        let lists = [[Self.server], ["*.example.com"], ["w*.example.com"], ["w-w.example.com"], []]
        return try lists.map { list in
            try chain(
                .server(Self.server, at: now).with { $0.names = list.map(AlternativeName.dns) },
                under: above, host: host,
                note: list == ["w*.example.com"] ? "partial wildcard" : "\(list)")
        }
    }

    /// Creates chains in which a second authority has the same name and key. OpenSSL uses the first
    /// one and tries no other.
    private func twins(_ recipe: CertificateRecipe) throws -> [RandomChain] {
        let bound = recipe.with {
            $0.nameConstraints = NameConstraints(permitted: [.dns("example.net")])
        }
        let above = try [bound, recipe].map {
            try Forge.issue($0, key: leafKeys[2], by: roots[0].asIssuer)
        }
        return [try chain(.server(Self.server, at: now), under: above, note: "twins")]
    }
}
