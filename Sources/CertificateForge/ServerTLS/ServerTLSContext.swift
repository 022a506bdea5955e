internal import COpenSSL
package import OpenSSLSupport

/// A server's `SSL_CTX`, created from settings and shared by its connections. It is never changed
/// afterwards.
package final class ServerTLSContext: @unchecked Sendable {
    /// The `SSL_CTX *`, owned by this object.
    let pointer: OpaquePointer
    /// The callbacks' data. OpenSSL reads it through an unowned pointer. It lives as long as this
    /// object, which every connection retains.
    private let answers: ServerTLSAnswers

    /// Creates a context. Throws if OpenSSL refuses a setting, such as a bad cipher string or a
    /// chain that does not match its key.
    package init(_ settings: ServerTLSSettings) throws(OpenSSLFailure) {
        let library = try ForgeLibrary.context()
        answers = try ServerTLSAnswers(settings, in: library)
        ErrorQueue.clear()
        guard let pointer = SSL_CTX_new_ex(library.pointer, nil, TLS_server_method()) else {
            throw ErrorQueue.failure(of: "create a server context")
        }
        self.pointer = pointer
        // From here on, this object owns everything, so a throw frees it.
        try ServerTLSContext.configure(pointer, settings, in: library)
        answers.install(in: pointer)
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    private static func configure(
        _ context: OpaquePointer, _ settings: ServerTLSSettings, in library: LibraryContext
    ) throws(OpenSSLFailure) {
        SSL_CTX_set_security_level(context, 0)
        SSL_CTX_ctrl(context, SSL_CTRL_MODE, Int(SSL_MODE_NO_AUTO_CHAIN), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_DH_AUTO, 1, nil)
        SSL_CTX_ctrl(
            context, SSL_CTRL_SET_MIN_PROTO_VERSION, settings.minimumVersion.rawValue, nil)
        SSL_CTX_ctrl(
            context, SSL_CTRL_SET_MAX_PROTO_VERSION, settings.maximumVersion.rawValue, nil)
        try require(SSL_CTX_set_cipher_list(context, settings.ciphers), "set ciphers")
        if let suites = settings.suites {
            try require(SSL_CTX_set_ciphersuites(context, suites), "set TLS 1.3 suites")
        }
        if let groups = settings.groups {
            let accepted = groups.withCString {
                SSL_CTX_ctrl(
                    context, SSL_CTRL_SET_GROUPS_LIST, 0, UnsafeMutableRawPointer(mutating: $0))
            }
            try require(Int32(accepted), "set groups")
        }
        for identity in settings.identities {
            let loaded = try LoadedIdentity(identity, in: library)
            try require(loaded.use(in: context), "use a certificate")
        }
        try demand(settings.clientCertificate, of: context, in: library)
    }

    private static func demand(
        _ demand: ClientCertificateDemand, of context: OpaquePointer, in library: LibraryContext
    ) throws(OpenSSLFailure) {
        let (mode, authorities): (Int32, [[UInt8]]) =
            switch demand {
            case .none: (SSL_VERIFY_NONE, [])
            case .asked(let authorities): (SSL_VERIFY_PEER, authorities)
            case .required(let authorities):
                (SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, authorities)
            }
        SSL_CTX_set_verify(context, mode, nil)
        SSL_CTX_set_cert_verify_callback(context, { _, _ in 1 }, nil)
        for authority in authorities {
            let certificate = try CertificateHandle(der: authority, in: library)
            try require(SSL_CTX_add_client_CA(context, certificate.pointer), "name a client CA")
        }
        // Resumption requires a session ID context if client certificates are used.
        let name = Array("fullstrict".utf8)
        SSL_CTX_set_session_id_context(context, name, UInt32(name.count))
    }

    private static func require(_ result: Int32, _ operation: String) throws(OpenSSLFailure) {
        guard result == 1 else { throw ErrorQueue.failure(of: operation) }
    }
}
