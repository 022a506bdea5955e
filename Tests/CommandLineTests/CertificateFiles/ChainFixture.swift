import CertificateForge
import Foundation
import TestSupport

/// Certificates for the tests of chain files, and a folder for them.
struct ChainFixture {
    static let now = Int64(Date().timeIntervalSince1970)
    static let day = CertificateRecipe.day

    let folder: TemporaryFolder
    let root: ForgedCertificate
    let intermediate: ForgedCertificate
    /// A certificate with the intermediate's name and key that expired yesterday.
    let expired: ForgedCertificate
    let leaf: ForgedCertificate
    let stranger: ForgedCertificate

    /// Creates the certificates. Leaf and intermediate contain URLs of their issuers' files below
    /// `issuerURL`.
    init(issuerURL: String? = nil) throws {
        let now = Self.now
        folder = try TemporaryFolder()
        root = try Forge.issue(.authority("World Root", at: now))
        let recipe = CertificateRecipe.authority("World CA", at: now, pathLength: 0).with {
            $0.issuerURLs = issuerURL.map { [$0 + "root.crt"] } ?? []
        }
        intermediate = try Forge.issue(recipe, by: root.asIssuer)
        expired = try Forge.issue(
            recipe.with { $0.notAfter = now - Self.day }, key: intermediate.key, by: root.asIssuer)
        leaf = try Forge.issue(
            .server("shop.example.com", at: now).with {
                $0.issuerURLs = issuerURL.map { [$0 + "intermediate.crt"] } ?? []
            }, by: intermediate.asIssuer)
        stranger = try Forge.issue(.authority("Stranger", at: now))
        _ = try folder.write("root.pem", root.pem)
    }

    /// The options that make the root the only trusted one.
    var trust: [String] {
        ["--trust", "only:\(path("root.pem"))"]
    }

    func path(_ name: String) -> String {
        "\(folder.path)/\(name)"
    }

    /// Writes a file of certificates and returns its path.
    func file(_ name: String, _ certificates: [ForgedCertificate]) throws -> String {
        try folder.write(name, certificates.map(\.pem).joined())
    }

    func text(_ name: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path(name)))).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Issues a server certificate from the intermediate.
    func issue(_ recipe: CertificateRecipe) throws -> ForgedCertificate {
        try Forge.issue(recipe, by: intermediate.asIssuer)
    }

    static func mode(of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.posixPermissions] as? NSNumber)?.intValue
    }
}
