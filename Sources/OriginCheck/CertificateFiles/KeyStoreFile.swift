internal import OpenSSLSupport

/// A PKCS#12 file (`.p12`, `.pfx`): certificates and a key protected by one password.
struct KeyStoreFile {
    private let path: String
    private let bytes: [UInt8]

    init(_ path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Returns the contents. Tries an empty password before `passwords`.
    func read(
        _ passwords: PasswordSource
    ) throws(OriginCheckError) -> CertificateContainer.KeyStore {
        do throws(KeyStoreFailure) {
            return try CertificateContainer.contents(ofPKCS12: bytes, password: "")
        } catch {
            guard error == .wrongPassword else { throw failure(error, passwords) }
        }
        guard let password = try passwords.text(for: path) else {
            throw OriginCheckError(
                .invalidInput, "\(path): the PKCS#12 file needs a password and none was given",
                hint: passwords.hint)
        }
        do throws(KeyStoreFailure) {
            return try CertificateContainer.contents(ofPKCS12: bytes, password: password)
        } catch {
            throw failure(error, passwords)
        }
    }

    private func failure(
        _ failure: KeyStoreFailure, _ passwords: PasswordSource
    ) -> OriginCheckError {
        switch failure {
        case .wrongPassword:
            OriginCheckError(
                .damagedData, "\(path): the password does not open the PKCS#12 file",
                hint: passwords.path == nil ? nil : passwords.hint)
        case .oldCipher:
            OriginCheckError(
                .damagedData,
                "\(path): encrypted with RC2, which OpenSSL 3 no longer reads by default",
                hint: """
                    convert it, then check the new file (it holds the key unencrypted):
                      (umask 077; openssl pkcs12 -legacy -in \(ShellWord.quoted(path)) -nodes -out \(ShellWord.quoted(path + ".pem")))
                    """)
        case .damaged(let reason):
            OriginCheckError(
                .damagedData, "\(path): the PKCS#12 file is damaged: \(reason.reason)",
                hint: "expected certificates in PEM, DER, PKCS#7 or PKCS#12")
        }
    }
}
