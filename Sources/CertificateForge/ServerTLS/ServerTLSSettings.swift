internal import COpenSSL
package import OpenSSLSupport

/// The settings for a server's handshakes. The defaults make a modern server without a certificate.
package struct ServerTLSSettings: Sendable {
    /// The identities used without SNI, or for a name not in `namedIdentities`. There may be at
    /// most one per key type.
    package var identities: [ServerIdentity]
    /// The identities for specific names, which are in lower case.
    package var namedIdentities: [String: ServerIdentity] = [:]
    package var unknownName = UnknownNameAnswer.defaultIdentity
    package var minimumVersion = ServerTLSVersion.tls10
    package var maximumVersion = ServerTLSVersion.tls13
    /// OpenSSL's cipher string for TLS 1.2 and earlier.
    package var ciphers = "ALL:@SECLEVEL=0"
    /// OpenSSL's list of TLS 1.3 suites; nil keeps OpenSSL's default.
    package var suites: String?
    /// OpenSSL's list of groups, such as `P-521`; nil keeps OpenSSL's default.
    package var groups: String?
    package var applicationProtocol = ApplicationProtocolAnswer.choose(["h2", "http/1.1"])
    package var clientCertificate = ClientCertificateDemand.none

    package init(identities: [ServerIdentity]) {
        self.identities = identities
    }

    /// Creates settings for a server with this identity.
    package init(_ identity: ServerIdentity) {
        self.init(identities: [identity])
    }

    /// Returns a changed copy of the settings.
    package func with(_ change: (inout ServerTLSSettings) -> Void) -> ServerTLSSettings {
        var copy = self
        change(&copy)
        return copy
    }
}

/// A protocol version, given by its wire value.
package enum ServerTLSVersion: Int, Hashable, Sendable, CaseIterable {
    case tls10 = 0x0301
    case tls11 = 0x0302
    case tls12 = 0x0303
    case tls13 = 0x0304
}

/// The server's response to a name for which it has no certificate of its own.
package enum UnknownNameAnswer: Hashable, Sendable {
    case defaultIdentity
    /// The fatal alert 112 `unrecognized_name` (RFC 6066), also if no name is sent.
    case refuse
}

/// Whether a server requests a client certificate. It accepts any certificate.
package enum ClientCertificateDemand: Hashable, Sendable {
    case none
    /// Requests a certificate, listing the subjects of these certificates (DER), and continues
    /// without one.
    case asked(authorities: [[UInt8]])
    /// Requests a certificate, and fails the handshake without one.
    case required(authorities: [[UInt8]])
}

/// The server's response to the client's ALPN list (RFC 7301).
package enum ApplicationProtocolAnswer: Hashable, Sendable {
    /// The response has no ALPN extension.
    case ignore
    /// The first of our protocols that the client offers; no extension if there is none in common.
    case choose([String])
    /// This protocol even if the client does not offer it, which RFC 7301 section 3.2 forbids.
    case insist(String)
    /// The fatal alert 120 `no_application_protocol`, regardless of the offer.
    case refuse
}

/// A server's identity: a private key and the certificates to send, leaf first.
package struct ServerIdentity: Sendable {
    package var key: PrivateKeyHandle
    /// The certificates in DER, in the order sent. The ones after the leaf are not checked.
    package var chain: [[UInt8]]

    /// Creates an identity. The first certificate must belong to the key.
    package init(key: PrivateKeyHandle, chain: [[UInt8]]) {
        self.key = key
        self.chain = chain
    }

    /// Creates an identity with the leaf's key that sends the leaf and then the rest.
    package init(_ leaf: ForgedCertificate, sending rest: [ForgedCertificate] = []) {
        self.init(key: leaf.key, chain: ([leaf] + rest).map(\.der))
    }
}

/// An identity loaded into one library context.
final class LoadedIdentity {
    private let key: PrivateKeyHandle
    private let certificates: [CertificateHandle]

    /// Loads the identity. Throws if there is no certificate, or if one cannot be parsed.
    init(_ identity: ServerIdentity, in library: LibraryContext) throws(OpenSSLFailure) {
        guard !identity.chain.isEmpty else {
            throw OpenSSLFailure(operation: "use a certificate", reason: "the chain is empty")
        }
        key = try identity.key.copy(in: library)
        var certificates: [CertificateHandle] = []
        for der in identity.chain {
            certificates.append(try CertificateHandle(der: der, in: library))
        }
        self.certificates = certificates
    }

    /// Sets the key and chain of a context. Returns 1 on success. OpenSSL holds its own references.
    func use(in context: OpaquePointer) -> Int32 {
        withChain { SSL_CTX_use_cert_and_key(context, certificates[0].pointer, key.pointer, $0, 1) }
    }

    /// Sets the key and chain of a single connection.
    func use(inConnection connection: OpaquePointer) -> Int32 {
        withChain { SSL_use_cert_and_key(connection, certificates[0].pointer, key.pointer, $0, 1) }
    }

    private func withChain(_ body: (OpaquePointer?) -> Int32) -> Int32 {
        let chain = fs_sk_X509_new()
        defer { fs_sk_X509_free(chain) }
        for certificate in certificates.dropFirst() {
            fs_sk_X509_push(chain, certificate.pointer)
        }
        return body(chain)
    }
}
