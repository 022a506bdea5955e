internal import DataFormats
internal import OpenSSLSupport

/// The certificates and the key in files of any of the usual forms: PEM in any order with anything around
/// it, DER, PKCS#7, PKCS#12.
struct CertificateFiles {
    private static let sizeLimit = 8 << 20

    /// How certificates are packed.
    enum Form: String {
        case pem = "PEM"
        case der = "DER"
        case signedData = "PKCS#7"
        case keyStore = "PKCS#12"
    }

    private(set) var certificates: [CertificateHandle] = []
    /// The first private key that stood beside them, and its file.
    private(set) var key: (handle: PrivateKeyHandle, file: String)?
    /// A file whose key is encrypted, with no password to be had.
    private(set) var lockedKey: String?
    /// Every file that holds a private key nobody needs a password for.
    private(set) var openKeyFiles: [String] = []
    private(set) var forms: Set<Form> = []

    private let passwords: PasswordSource
    private let readsKeys: Bool
    private let library: LibraryContext

    /// Whether the files are PEM: what a server reads as it is, so that the order counts.
    var isPEM: Bool { forms.isSubset(of: [.pem]) }

    /// Reads the files one after another; a file without a certificate is refused. Without `readsKeys`
    /// keys beside the certificates are not opened, and no password for them is asked.
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
        if let found = try file.readIfOpen(passwords, in: library) {
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
                .damagedData, "\(path)\(place): this certificate cannot be read",
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
            case .signingRequest: "expected what was issued for it: the certificate"
            default: "expected certificates in PEM, DER, PKCS#7 or PKCS#12" + content.advice
            }
        return OriginCheckError(
            .damagedData, "\(name) holds \(content.words), and no certificate", hint: hint)
    }
}
