internal import Glibc
internal import OpenSSLSupport

/// A file that contains a private key, in PEM or DER.
struct KeyFile {
    let path: String
    private let bytes: [UInt8]
    private static let sizeLimit = 1 << 20

    /// Reads the file; `-` means standard input.
    init(_ path: String) throws(OriginCheckError) {
        let bytes = try InputFile.readOrInput(path, limit: Self.sizeLimit, what: "key file")
        self.init(path, bytes: bytes)
    }

    init(_ path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Returns the first key. Throws if the key needs a password and there is none.
    func read(
        _ passwords: PasswordSource, in library: LibraryContext
    ) throws(OriginCheckError) -> PrivateKeyHandle {
        guard let key = try readIfUnlocked(passwords, in: library) else {
            throw OriginCheckError(
                .invalidInput, "\(path): the key is encrypted and no password was given",
                hint: passwords.hint)
        }
        return key
    }

    /// Returns the first key; nil if it is encrypted and there is no password.
    func readIfUnlocked(
        _ passwords: PasswordSource, in library: LibraryContext
    ) throws(OriginCheckError) -> PrivateKeyHandle? {
        let password = isEncrypted ? try passwords.text(for: path) : nil
        if isEncrypted, password == nil { return nil }
        do throws(OpenSSLFailure) {
            switch (isPEM, password) {
            case (true, nil): return try PrivateKeyHandle(pem: bytes, in: library)
            case (true, let password?):
                return try PrivateKeyHandle(pem: bytes, password: password, in: library)
            case (false, nil): return try PrivateKeyHandle(der: bytes, in: library)
            case (false, let password?):
                return try PrivateKeyHandle(encryptedDER: bytes, password: password, in: library)
            }
        } catch {
            throw failure(error, passwords, library)
        }
    }

    /// Whether every user of this machine can read the file.
    static func isWorldReadable(_ path: String) -> Bool {
        var status = stat()
        return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IROTH != 0
    }

    private func failure(
        _ failure: OpenSSLFailure, _ passwords: PasswordSource, _ library: LibraryContext
    ) -> OriginCheckError {
        if isEncrypted {
            return OriginCheckError(
                .damagedData, "\(path): the password does not open the key",
                hint: passwords.path == nil ? nil : passwords.hint)
        }
        let content = FileSniffer(of: bytes, in: library)
        guard content != .privateKey else {
            return OriginCheckError(
                .damagedData, "\(path): the private key is unreadable: \(failure.reason)",
                hint: "expected a whole private key in PEM or DER; the file may be cut off")
        }
        return OriginCheckError(
            .damagedData, "\(InputFile.name(path)) holds \(content.words), not a private key",
            hint: hint(content))
    }

    private func hint(_ content: FileSniffer) -> String {
        switch content {
        case .certificate:
            "expected the private key here; pass the certificate without --key"
        case .keyStore:
            """
            pass it as the certificate file, without --key: its key is read from there. Or extract the key:
                (umask 077; openssl pkcs12 -in \(ShellWord.quoted(path)) -nocerts -nodes -out key.pem)
            """
        default: "expected a private key in PEM or DER" + content.advice
        }
    }

    private var isPEM: Bool {
        bytes.first != 0x30 || holds("-----BEGIN ")
    }

    /// Whether reading the key requires a password.
    var isEncrypted: Bool {
        guard isPEM else { return PrivateKeyHandle.isEncrypted(der: bytes) }
        return holds("ENCRYPTED PRIVATE KEY-----") || holds("Proc-Type: 4,ENCRYPTED")
    }

    private func holds(_ text: String) -> Bool {
        !bytes.ranges(of: Array(text.utf8)).isEmpty
    }
}
