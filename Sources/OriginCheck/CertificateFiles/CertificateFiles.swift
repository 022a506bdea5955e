internal import DataFormats
internal import OpenSSLSupport

/// The certificates and the private key read from files: PEM in any order and with other text
/// around it, DER, PKCS#7 or PKCS#12.
struct CertificateFiles {
    private static let sizeLimit = 8 << 20

    /// The format of a file.
    enum Form: String {
        case pem = "PEM"
        case der = "DER"
        case signedData = "PKCS#7"
        case keyStore = "PKCS#12"
    }

    private(set) var certificates: [CertificateHandle] = []
    /// The first private key found, with the name of its file.
    private(set) var key: (handle: PrivateKeyHandle, file: String)?
    /// A file with an encrypted key for which there is no password.
    private(set) var lockedKey: String?
    /// All files that contain an unencrypted private key.
    private(set) var openKeyFiles: [String] = []
    private(set) var forms: Set<Form> = []

    private let passwords: PasswordSource
    private let readsKeys: Bool
    private let library: LibraryContext

    /// Whether all files are PEM. A server sends PEM files as they are, so the order of their
    /// certificates matters.
    var isPEM: Bool { forms.isSubset(of: [.pem]) }

    /// Reads the files in order. A file without a certificate is an error. Without `readsKeys`,
    /// keys stored with the certificates are not decrypted, and no password is requested.
    init(
        _ paths: [String], passwords: PasswordSource, readsKeys: Bool = true,
        in library: LibraryContext
    ) throws(OriginCheckError) {
        self.passwords = passwords
        self.readsKeys = readsKeys
        self.library = library
        for path in paths {
            let before = certificates.count
            let bytes = try InputFile.readOrInput(
                path, limit: Self.sizeLimit, what: "certificate file")
            if bytes.first == 0x30 { try addDER(bytes, path) }
            if certificates.count == before { try addPEM(bytes, path) }
            if certificates.count == before {
                throw Self.empty(path, FileSniffer(of: bytes, in: library))
            }
        }
    }

    private mutating func addPEM(_ bytes: [UInt8], _ path: String) throws(OriginCheckError) {
        for block in try Self.blocks(bytes, path) {
            switch block.label {
            case "CERTIFICATE", "X509 CERTIFICATE":
                forms.insert(.pem)
                try add(block.der, path, line: block.line)
            case "PKCS7", "CMS":
                forms.insert(.signedData)
                for der in CertificateContainer.certificates(inPKCS7: block.der) ?? [] {
                    try add(der, path, line: block.line)
                }
            case let label where label.hasSuffix("PRIVATE KEY"): try addKey(bytes, path)
            default: continue
            }
        }
    }

    private static func blocks(
        _ bytes: [UInt8], _ path: String
    ) throws(OriginCheckError) -> [PEMBlock] {
        do {
            return try PEMDocument(reading: bytes).blocks
        } catch {
            throw OriginCheckError(
                .damagedData, "\(path): \(error)",
                hint: "expected whole certificates in PEM; the file may be cut off")
        }
    }

    private mutating func addKey(_ bytes: [UInt8], _ path: String) throws(OriginCheckError) {
        let file = KeyFile(path, bytes: bytes)
        if !file.isEncrypted, !openKeyFiles.contains(path) { openKeyFiles.append(path) }
        guard readsKeys, key == nil, lockedKey == nil else { return }
        if let found = try file.readIfUnlocked(passwords, in: library) {
            key = (found, path)
        } else {
            lockedKey = path
        }
    }

    private mutating func addDER(_ bytes: [UInt8], _ path: String) throws(OriginCheckError) {
        if let certificate = try? CertificateHandle(der: bytes, in: library) {
            forms.insert(.der)
            certificates.append(certificate)
        } else if let contents = CertificateContainer.certificates(inPKCS7: bytes) {
            forms.insert(.signedData)
            for der in contents { try add(der, path, line: nil) }
        } else if CertificateContainer.isPKCS12(bytes) {
            forms.insert(.keyStore)
            let store = try KeyStoreFile(path, bytes: bytes).read(passwords)
            for der in store.certificates { try add(der, path, line: nil) }
            if readsKeys, key == nil, let found = store.key { key = (found, path) }
        }
    }

    private mutating func add(
        _ der: [UInt8], _ path: String, line: Int?
    ) throws(OriginCheckError) {
        guard let certificate = try? CertificateHandle(der: der, in: library) else {
            let place = line.map { ":\($0)" } ?? ""
            throw OriginCheckError(
                .damagedData, "\(path)\(place): this certificate is unreadable",
                hint: "expected a whole X.509 certificate; the file may be damaged or cut off")
        }
        certificates.append(certificate)
    }

    private static func empty(_ path: String, _ content: FileSniffer) -> OriginCheckError {
        let name = InputFile.name(path)
        guard content != .nothing else {
            return OriginCheckError(
                .damagedData, "\(name) is empty",
                hint: "expected certificates in PEM, DER, PKCS#7 or PKCS#12")
        }
        let hint =
            switch content {
            case .privateKey: "expected the certificate here; the key goes with --key"
            case .signingRequest: "expected the certificate that was issued for it"
            default: "expected certificates in PEM, DER, PKCS#7 or PKCS#12" + content.advice
            }
        return OriginCheckError(
            .damagedData, "\(name) holds \(content.words), not a certificate", hint: hint)
    }
}
