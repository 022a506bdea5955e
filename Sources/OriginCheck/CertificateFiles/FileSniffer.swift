internal import OpenSSLSupport

/// The apparent content of a file, for the message that refuses it.
enum FileSniffer: Equatable {
    case nothing
    case certificate
    case privateKey
    case publicKey
    case signingRequest
    case revocationList
    case openSSHKey
    case keyStore
    case trustedForm
    case wideText
    case webPage
    case text
    case bytes

    /// Detects the content by PEM labels anywhere in the file, otherwise by the first bytes.
    init(of bytes: [UInt8], in library: LibraryContext) {
        if bytes.allSatisfy({ $0 <= 0x20 }) {
            self = .nothing
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .wideText
        } else {
            self = Self.labelled(bytes) ?? Self.encoded(bytes, library) ?? Self.plain(bytes)
        }
    }

    /// The content in words, such as `a private key`.
    // swift-format-ignore
    var words: String {
        switch self {
        case .nothing:        "nothing"
        case .certificate:    "a certificate"
        case .privateKey:     "a private key"
        case .publicKey:      "a public key"
        case .signingRequest: "a signing request (CSR)"
        case .revocationList: "a certificate revocation list (CRL)"
        case .openSSHKey:     "a key in OpenSSH format"
        case .keyStore:       "a PKCS#12 key store"
        case .trustedForm:    "a certificate in OpenSSL's TRUSTED format (openssl x509 converts it)"
        case .wideText:       "text in UTF-16"
        case .webPage:        "a web page"
        case .text:           "some other text"
        case .bytes:          "unknown binary data"
        }
    }

    /// Advice about the format, appended to a hint; empty if there is none.
    var advice: String {
        self == .wideText ? "; save the file as plain text (UTF-8)" : ""
    }

    private static let labels: [(String, FileSniffer)] = [
        ("OPENSSH PRIVATE KEY-----", .openSSHKey), ("PRIVATE KEY-----", .privateKey),
        ("BEGIN CERTIFICATE-----", .certificate), ("TRUSTED CERTIFICATE-----", .trustedForm),
        ("CERTIFICATE REQUEST-----", .signingRequest),
        ("X509 CRL-----", .revocationList), ("PUBLIC KEY-----", .publicKey),
    ]

    private static func labelled(_ bytes: [UInt8]) -> FileSniffer? {
        let lines = bytes.prefix(1 << 20).split { $0 == 0x0A || $0 == 0x0D }
        let begins = lines.filter { $0.starts(with: Array("-----BEGIN ".utf8)) }.prefix(100)
        let texts = begins.map { String(decoding: $0, as: UTF8.self) }
        return labels.first { label, _ in texts.contains { $0.hasSuffix(label) } }?.1
    }

    private static func encoded(_ bytes: [UInt8], _ library: LibraryContext) -> FileSniffer? {
        guard bytes.first == 0x30 else { return nil }
        if (try? CertificateHandle(der: bytes, in: library)) != nil { return .certificate }
        if (try? PrivateKeyHandle(der: bytes, in: library)) != nil { return .privateKey }
        if PrivateKeyHandle.isEncrypted(der: bytes) { return .privateKey }
        return CertificateContainer.isPKCS12(bytes) ? .keyStore : nil
    }

    private static func plain(_ bytes: [UInt8]) -> FileSniffer {
        let start = bytes.prefix(4_096)
        let isText = start.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
        guard isText else { return .bytes }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        return text.contains("<html") || text.contains("<!doctype html") ? .webPage : .text
    }
}
