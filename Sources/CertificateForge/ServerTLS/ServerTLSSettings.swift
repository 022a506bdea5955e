internal import COpenSSL
package import OpenSSLSupport

/// How a server does its handshakes. The defaults make a modern server without a certificate.
package struct ServerTLSSettings: Sendable {
    /// The identities without SNI, or for a name not in `namedIdentities`; at most one per key
    /// type.
    package var identities: [ServerIdentity]
    /// The identities for these names (lower case).
    package var namedIdentities: [String: ServerIdentity] = [:]
    package var unknownName = UnknownNameAnswer.defaultIdentity
    package var minimumVersion = ServerTLSVersion.tls10
    package var maximumVersion = ServerTLSVersion.tls13
    /// OpenSSL's cipher string for TLS 1.2 and below.
    package var ciphers = "ALL:@SECLEVEL=0"
    /// OpenSSL's list of TLS 1.3 suites; nil leaves its default.
    package var suites: String?
    /// OpenSSL's list of groups, `P-521`; nil leaves its default.
    package var groups: String?
    package var applicationProtocol = ApplicationProtocolAnswer.choose(["h2", "http/1.1"])
    package var clientCertificate = ClientCertificateDemand.none

    package init(identities: [ServerIdentity]) {
        self.identities = identities
    }

    /// A server with this identity.
    package init(_ identity: ServerIdentity) {
        self.init(identities: [identity])
    }

    /// The same settings with one thing changed.
    package func with(_ change: (inout ServerTLSSettings) -> Void) -> ServerTLSSettings {
        var copy = self
        change(&copy)
        return copy
    }
}

/// A protocol version by its wire value.
package enum ServerTLSVersion: Int, Hashable, Sendable, CaseIterable {
    case tls10 = 0x0301
    case tls11 = 0x0302
    case tls12 = 0x0303
    case tls13 = 0x0304
}

/// What a server does for a name without a certificate of its own.
package enum UnknownNameAnswer: Hashable, Sendable {
    case defaultIdentity
    /// The fatal alert 112 `unrecognized_name` (RFC 6066), also when no name is sent.
    case refuse
}

/// Whether a server asks for a client certificate. Any certificate is accepted.
package enum ClientCertificateDemand: Hashable, Sendable {
    case none
    /// Asks, naming the subjects of these certificates (DER), and continues without one.
    case asked(authorities: [[UInt8]])
    /// Asks, and fails the handshake without one.
    case required(authorities: [[UInt8]])
}

/// What a server does with the client's ALPN list (RFC 7301).
package enum ApplicationProtocolAnswer: Hashable, Sendable {
    /// No ALPN extension in the answer.
    case ignore
    /// The first of ours that the client offers; none in common: no extension.
    case choose([String])
    /// This protocol even if not offered, which RFC 7301 section 3.2 forbids.
    case insist(String)
    /// The fatal alert 120 `no_application_protocol`, whatever is offered.
    case refuse
}

/// A server's identity: a private key and the certificates to send, leaf first.
package struct ServerIdentity: Sendable {
    package var key: PrivateKeyHandle
    /// In DER, in the order sent. What follows the leaf is not checked.
    package var chain: [[UInt8]]

    /// An identity; the first certificate must belong to the key.
    package init(key: PrivateKeyHandle, chain: [[UInt8]]) {
        self.key = key
        self.chain = chain
    }

    /// The first certificate's key, and all of them as sent.
    package init(_ leaf: ForgedCertificate, sending rest: [ForgedCertificate] = []) {
        self.init(key: leaf.key, chain: ([leaf] + rest).map(\.der))
    }
}

/// An identity as objects of one library context.
final class LoadedIdentity {
    private let key: PrivateKeyHandle
    private let certificates: [CertificateHandle]

    /// Throws when there is no certificate, or one does not parse.
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

    /// Sets key and chain of a context; returns 1 on success. OpenSSL takes its own references.
    func use(in context: OpaquePointer) -> Int32 {
        withChain { SSL_CTX_use_cert_and_key(context, certificates[0].pointer, key.pointer, $0, 1) }
    }

    /// Sets key and chain of a single connection.
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
