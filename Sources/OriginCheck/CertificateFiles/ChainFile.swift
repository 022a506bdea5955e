internal import CertificateForge
internal import Glibc
internal import OpenSSLSupport

/// The file a chain is written to: never in the place of something else, or of a private key.
struct ChainFile {
    private static let mostBytes = 8 << 20

    let path: String
    /// Whether a file that is there may be replaced.
    let replaces: Bool

    /// Throws why nothing may be written there; for before anything is fetched.
    func check() throws(CommandFailure) {
        guard path != "-", OutputFile.exists(path) else { return }
        if OutputFile.isFolder(path) {
            throw CommandFailure(.cannotCreate, "\(path) is a folder", hint: "expected a file name")
        }
        guard replaces else {
            throw CommandFailure(
                .cannotCreate, "\(path) is there already", hint: "--force replaces it")
        }
        guard OutputFile.isRegular(path) else { return }
        if try holdsKey() {
            throw CommandFailure(
                .cannotCreate, "\(path) holds a private key, which would be lost",
                hint: "write the chain to another file: a key is never put into it")
        }
    }

    /// Writes the chain in PEM, whole or not at all; a file that is replaced keeps mode and owner.
    func write(_ chain: [CertificateHandle]) throws(CommandFailure) {
        let text = chain.map { PEMText.encode("CERTIFICATE", $0.der) }.joined()
        if path == "-" { return Console.output(Array(text.utf8)) }
        if replaces, OutputFile.exists(path) {
            try OutputFile.write(Array(text.utf8), to: path, mode: 0o644)
        } else {
            try OutputFile.create(Array(text.utf8), at: path, mode: 0o644)
        }
    }

    private func holdsKey() throws(CommandFailure) -> Bool {
        let bytes = try InputFile.read(path, limit: Self.mostBytes, what: "output file")
        if !bytes.ranges(of: Array("PRIVATE KEY-----".utf8)).isEmpty { return true }
        guard bytes.first == 0x30 else { return false }
        if CertificateContainer.isPKCS12(bytes) { return true }
        guard let library = try? LibraryContext() else { return true }
        return (try? PrivateKeyHandle(der: bytes, in: library)) != nil
    }
}
