internal import CertificateForge
internal import DataFormats
internal import Glibc
internal import OpenSSLSupport

/// Creates a private key and a signing request for an Origin CA certificate. Never replaces
/// existing files.
public struct CertificateRequest: Sendable {
    /// The key types that Origin CA signs
    /// (developers.cloudflare.com/ssl/origin-configuration/origin-ca).
    public enum KeyType: String, Hashable, Sendable, CaseIterable {
        case ec256
        case rsa2048
    }

    /// The names for the certificate, in A-label form.
    public let names: RequestedNames
    private let keyType: KeyType

    /// The paths of the files that were written, and of the certificate.
    public struct Files: Hashable, Sendable {
        /// The private key, readable by its owner only.
        public let key: String
        /// The signing request.
        public let request: String
        /// The path at which to save the certificate, in the same folder.
        public let certificate: String

        init(base: String) {
            (key, request, certificate) = (base + ".key", base + ".csr", base + ".pem")
        }
    }

    /// Reads the names. Throws the reason for the first invalid one.
    public init(names: [String], keyType: KeyType = .ec256) throws(OriginCheckError) {
        self.names = try RequestedNames(names)
        self.keyType = keyType
    }

    /// Writes both files into the folder, or neither. On failure, removes the folders it created.
    public func write(to folder: String) throws(OriginCheckError) -> Files {
        let files = Files(base: base(in: folder))
        for path in [files.key, files.request] where OutputFile.exists(path) {
            throw OriginCheckError(
                .cannotWrite, "\(path) exists already, and a key is never replaced",
                hint: "name another folder with -o, or move the file away")
        }
        let (key, request) = try made()
        let folders = try OutputFile.makeFolder(folder)
        do throws(OriginCheckError) {
            try OutputFile.create(Array(key.utf8), at: files.key, mode: 0o600)
            do throws(OriginCheckError) {
                try OutputFile.create(Array(request.utf8), at: files.request, mode: 0o644)
            } catch {
                unlink(files.key)
                throw error
            }
        } catch {
            for folder in folders.reversed() { rmdir(folder) }
            throw error
        }
        return files
    }

    private func made() throws(OriginCheckError) -> (key: String, request: String) {
        // Creating a context makes OpenSSL ignore the machine's openssl.cnf.
        _ = try LibraryContext.forFiles()
        do {
            let key = try PrivateKeyHandle.generate(keyType.kind)
            return (
                key.pem,
                PEMText.encode(
                    "CERTIFICATE REQUEST", try SigningRequest.der(names: names.names, key: key))
            )
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }

    private func base(in folder: String) -> String {
        switch folder {
        case ".", "./": names.fileName
        case _ where folder.hasSuffix("/"): folder + names.fileName
        default: folder + "/" + names.fileName
        }
    }
}

extension CertificateRequest.KeyType {
    fileprivate var kind: KeyKind {
        switch self {
        case .ec256: .p256
        case .rsa2048: .rsa(bits: 2_048)
        }
    }
}
