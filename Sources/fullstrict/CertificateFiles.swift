internal import OpenSSLSupport

/// The certificates and the key in files of any of the usual forms: PEM in any order with anything around
/// it, DER, PKCS#7, PKCS#12.
struct CertificateFiles {
    private static let sizeLimit = 8_388_608

    private(set) var certificates: [CertificateHandle] = []
    /// The first private key that stood beside them, and its file.
    private(set) var key: (handle: PrivateKeyHandle, file: String)?
    /// Whether the files are PEM: what a server reads as it is, so that the order counts.
    private(set) var isPEM = true

    private let passwords: PasswordFile
    private let library: LibraryContext

    /// Reads the files one after another; a file without a certificate is refused.
    init(
        _ paths: [String], passwords: PasswordFile, in library: LibraryContext
    ) throws(CommandFailure) {
        self.passwords = passwords
        self.library = library
        for path in paths {
            let before = certificates.count
            let bytes = try InputFile.read(path, limit: Self.sizeLimit, what: "certificate file")
            if bytes.first == 0x30 { try addDER(bytes, path) } else { try addPEM(bytes, path) }
            if certificates.count == before { throw Self.empty(path, hasKey: key?.file == path) }
        }
    }

    private mutating func addPEM(_ bytes: [UInt8], _ path: String) throws(CommandFailure) {
        let document: PEMDocument
        do {
            document = try PEMDocument(reading: bytes)
        } catch {
            throw CommandFailure(.damagedData, "\(path): \(error)")
        }
        for block in document.blocks {
            switch block.label {
            case "CERTIFICATE", "X509 CERTIFICATE": try add(block.der, path, line: block.line)
            case "PKCS7", "CMS":
                isPEM = false
                for der in CertificateContainer.certificates(inPKCS7: block.der) ?? [] {
                    try add(der, path, line: block.line)
                }
            case let label where label.hasSuffix("PRIVATE KEY") && key == nil:
                key = (try KeyFile(path, bytes: bytes).read(passwords, in: library), path)
            default: continue
            }
        }
    }

    private mutating func addDER(_ bytes: [UInt8], _ path: String) throws(CommandFailure) {
        isPEM = false
        if let certificate = try? CertificateHandle(der: bytes, in: library) {
            certificates.append(certificate)
        } else if let contents = CertificateContainer.certificates(inPKCS7: bytes) {
            for der in contents { try add(der, path, line: nil) }
        } else if CertificateContainer.isPKCS12(bytes) {
            try addKeyStore(bytes, path)
        } else if (try? PrivateKeyHandle(der: bytes, in: library)) != nil {
            throw Self.empty(path, hasKey: true)
        }
    }

    private mutating func addKeyStore(_ bytes: [UInt8], _ path: String) throws(CommandFailure) {
        let password = try passwords.text()
        do {
            let store = try CertificateContainer.contents(
                ofPKCS12: bytes, password: password ?? "")
            for der in store.certificates { try add(der, path, line: nil) }
            if key == nil, let found = store.key { key = (found, path) }
        } catch let failure as OpenSSLFailure {
            throw CommandFailure(
                .damagedData, "\(path): \(failure)",
                hint: password == nil
                    ? "a PKCS#12 file has a password: name a file that holds it with --password-file"
                    : "is the password in the password file the right one?")
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }

    private mutating func add(
        _ der: [UInt8], _ path: String, line: Int?
    ) throws(CommandFailure) {
        guard let certificate = try? CertificateHandle(der: der, in: library) else {
            let place = line.map { ":\($0)" } ?? ""
            throw CommandFailure(
                .damagedData, "\(path)\(place): OpenSSL cannot read this certificate")
        }
        certificates.append(certificate)
    }

    private static func empty(_ path: String, hasKey: Bool) -> CommandFailure {
        CommandFailure(
            .damagedData,
            hasKey
                ? "\(path) holds a private key and no certificate"
                : "\(path) holds no certificate",
            hint: hasKey
                ? "expected the certificate here; the key goes with --key"
                : "expected certificates in PEM, DER, PKCS#7 or PKCS#12")
    }
}
