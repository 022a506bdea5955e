internal import Glibc
internal import OpenSSLSupport

/// A file with a private key, in PEM or DER.
struct KeyFile {
    let path: String
    private let bytes: [UInt8]

    /// Reads the file.
    init(_ path: String) throws(CommandFailure) {
        self.init(path, bytes: try InputFile.read(path, limit: 1 << 20, what: "key file"))
    }

    /// A file that is read already.
    init(_ path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The key in it.
    func read(
        _ passwords: PasswordFile, in library: LibraryContext
    ) throws(CommandFailure) -> PrivateKeyHandle {
        let password = isEncrypted ? try passwords.text() : nil
        if isEncrypted, password == nil {
            throw CommandFailure(
                .damagedData, "\(path): the key is encrypted",
                hint: "name a file that holds its password: --password-file FILE")
        }
        do {
            if bytes.first == 0x30 { return try PrivateKeyHandle(der: bytes, in: library) }
            guard let password else { return try PrivateKeyHandle(pem: bytes, in: library) }
            return try PrivateKeyHandle(pem: bytes, password: password, in: library)
        } catch {
            throw CommandFailure(.damagedData, "\(path): \(reason(error))", hint: hint)
        }
    }

    /// Whether everybody on this machine may read the file.
    static func isWorldReadable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IROTH != 0
    }

    private func reason(_ failure: OpenSSLFailure) -> String {
        if isEncrypted { return "the password does not open the key" }
        return isCertificate ? "holds a certificate and no private key" : "\(failure)"
    }

    private var hint: String {
        isEncrypted
            ? "the first line of the password file counts" : "expected a private key in PEM or DER"
    }

    private var isEncrypted: Bool {
        holds("ENCRYPTED PRIVATE KEY-----") || holds("Proc-Type: 4,ENCRYPTED")
    }

    private var isCertificate: Bool {
        holds("-----BEGIN CERTIFICATE-----") && !holds("PRIVATE KEY-----")
    }

    private func holds(_ text: String) -> Bool {
        !bytes.ranges(of: Array(text.utf8)).isEmpty
    }
}
