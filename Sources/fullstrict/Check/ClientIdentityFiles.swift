internal import OpenSSLSupport
internal import TLSEngine

/// `--client-cert` and `--client-key`: what stands for the certificate Cloudflare shows under Authenticated
/// Origin Pulls. Neither is saved or shown anywhere.
struct ClientIdentityFiles {
    let certificate: String
    let key: String?
    let passwords: PasswordSource

    /// Reads both; throws when one cannot be read or they do not belong together.
    func identity(in library: LibraryContext) throws(CommandFailure) -> ClientIdentity {
        let files = try CertificateFiles([certificate], passwords: passwords, in: library)
        let given = try key.map { (path) throws(CommandFailure) in
            try KeyFile(path).read(passwords, in: library)
        }
        guard let own = given ?? files.key?.handle else {
            throw CommandFailure(
                .usage, "\(certificate) holds no private key",
                hint: "name the file that does: --client-key FILE")
        }
        guard let leaf = files.certificates.first(where: own.belongs) else {
            throw CommandFailure(
                .damagedData,
                "the key in \(key ?? certificate) belongs to no certificate in \(certificate)",
                hint: "expected the certificate that was issued for this key")
        }
        return ClientIdentity(
            leaf: leaf, intermediates: files.certificates.filter { $0 !== leaf }, key: own)
    }
}
