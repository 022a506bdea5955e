import CertificateForge
import Foundation
import TestSupport

/// Certificate files for one test: an authority and the certificates it issues, valid around now.
struct CertificateFolder {
    static let now = Int64(Date().timeIntervalSince1970)

    let folder: TemporaryFolder
    let authority: Authority
    /// The root's file, to be trusted with `--add-ca`.
    let roots: String

    init() throws {
        folder = try TemporaryFolder()
        authority = try Authority(at: Self.now)
        roots = try folder.write("roots.pem", authority.root.pem)
    }

    /// Creates a certificate for these names, issued by the authority's intermediate.
    func leaf(
        _ names: String..., key: KeyKind = .p256,
        change: (inout CertificateRecipe) -> Void = { _ in }
    ) throws -> ForgedCertificate {
        var recipe = CertificateRecipe.server("", at: Self.now)
        recipe.subject = SubjectName(commonName: names.first)
        recipe.names = names.map(AlternativeName.dns)
        change(&recipe)
        return try authority.issue(recipe, key: key)
    }

    /// Writes certificates to one PEM file, in this order.
    func pem(_ certificates: [ForgedCertificate], as name: String = "full.pem") throws -> String {
        try folder.write(name, certificates.map(\.pem).joined())
    }

    /// Writes a key file that only its owner may read.
    func key(_ certificate: ForgedCertificate, as name: String = "key.pem") throws -> String {
        let path = try folder.write(name, certificate.key.pem)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return path
    }

    /// Runs `openssl` in the folder, for formats that CertificateForge cannot write.
    func run(_ arguments: [String]) throws {
        try Command.output(of: ["openssl"] + arguments, in: folder.path)
    }

    /// Runs `cert check` on files of the folder, with its root trusted.
    func check(_ arguments: String...) async throws -> CertificateView {
        try await check(arguments)
    }

    /// Runs `cert check` with a list of arguments.
    func check(_ arguments: [String]) async throws -> CertificateView {
        try await CertificateView(
            Tool.run(["cert", "check", "--json", "--add-ca", roots] + arguments))
    }
}
