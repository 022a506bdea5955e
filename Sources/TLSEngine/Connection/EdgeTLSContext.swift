internal import COpenSSL
package import OpenSSLSupport

/// The edge's ClientHello as an `SSL_CTX`: TLS 1.0 to 1.3 at security level 0, with the edge's
/// suites, groups and signature algorithms. It has no session cache and does not verify chains
/// (ChainVerification does). Each event loop has its own context.
package final class EdgeTLSContext: Sendable {
    /// The library context of all connections and their certificates.
    package let library: LibraryContext
    /// The parts of the edge's hello that the linked OpenSSL cannot offer: `DES-CBC3-SHA`,
    /// `X25519MLKEM768`. Tests that depend on them are skipped, not failed.
    package let notOffered: [String]
    /// Whether the hello asks for a stapled OCSP response.
    package let asksForStaple: Bool
    /// The cache of facts of intermediates.
    let intermediates = CertificateFactsCache()
    /// Owned by this object; immutable after init, so it can be shared.
    nonisolated(unsafe) let pointer: OpaquePointer

    /// Creates the context. Throws if OpenSSL rejects an option that it supports, or if the client
    /// certificate does not match its key.
    package init(library: LibraryContext, hello: EdgeHello = EdgeHello()) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        guard let context = SSL_CTX_new_ex(library.pointer, nil, TLS_client_method()) else {
            throw ErrorQueue.failure(of: "create a TLS context")
        }
        do throws(OpenSSLFailure) {
            try EdgeTLSContext.offerSuites(in: context)
            var missingGroups = try EdgeTLSContext.offerGroups(hello.keyExchange, in: context)
            if hello.offer == .everything {
                try EdgeTLSContext.offerEverything(in: context)
                missingGroups = []
            }
            try EdgeTLSContext.applyOptions(hello, to: context)
            if let identity = hello.clientIdentity {
                try EdgeTLSContext.use(identity, in: context)
            }
            notOffered = EdgeTLSContext.missingSuites(in: context) + missingGroups
        } catch {
            SSL_CTX_free(context)
            throw error
        }
        SSL_CTX_set_cert_verify_callback(context, { _, _ in 1 }, nil)
        SSL_CTX_set_msg_callback(context, HandshakeTranscript.messageCallback)
        self.library = library
        asksForStaple = hello.asksForOCSPStaple
        pointer = context
    }

    deinit {
        SSL_CTX_free(pointer)
    }
}

// MARK: - Setting up

extension EdgeTLSContext {
    private static func offerSuites(in context: OpaquePointer) throws(OpenSSLFailure) {
        SSL_CTX_set_security_level(context, 0)
        let suites12 = EdgeHelloTable.suites12.map(\.name) + ["@SECLEVEL=0"]
        let suites13 = EdgeHelloTable.suites13.map(\.name)
        let algorithms = EdgeHelloTable.signatureAlgorithms.map(\.name)
        guard fs_SSL_CTX_set_min_proto_version(context, TLS1_VERSION) == 1,
            fs_SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1,
            SSL_CTX_set_cipher_list(context, suites12.joined(separator: ":")) == 1,
            SSL_CTX_set_ciphersuites(context, suites13.joined(separator: ":")) == 1,
            fs_SSL_CTX_set1_sigalgs_list(context, algorithms.joined(separator: ":")) == 1
        else { throw ErrorQueue.failure(of: "offer the edge's cipher suites") }
    }

    /// Offers the groups that the linked OpenSSL supports, and returns the others.
    private static func offerGroups(
        _ keyExchange: EdgeKeyExchange, in context: OpaquePointer
    ) throws(OpenSSLFailure) -> [String] {
        let classical = EdgeHelloTable.groups.map(\.name)
        let postQuantum = EdgeHelloTable.postQuantumGroups.map(\.name)
        let known = postQuantum.filter { fs_SSL_CTX_set1_groups_list(context, $0) == 1 }
        ErrorQueue.clear()
        let offered =
            switch keyExchange {
            case .classical: classical
            case .postQuantumSupported: classical + known
            case .postQuantumPreferred: known + classical
            }
        guard fs_SSL_CTX_set1_groups_list(context, offered.joined(separator: ":")) == 1 else {
            throw ErrorQueue.failure(of: "offer the edge's groups")
        }
        return postQuantum.filter { !known.contains($0) }
    }

    private static func applyOptions(
        _ hello: EdgeHello, to context: OpaquePointer
    ) throws(OpenSSLFailure) {
        _ = SSL_CTX_set_options(context, fs_edge_options)
        fs_SSL_CTX_set_mode(context, fs_connection_modes)
        fs_SSL_CTX_set_session_cache_off(context)
        fs_SSL_CTX_set_max_cert_list(context, EdgeHelloTable.certificateMessageLimit)
        if hello.asksForOCSPStaple, fs_SSL_CTX_set_status_request(context) != 1 {
            throw ErrorQueue.failure(of: "ask for OCSP staples")
        }
    }

    private static func use(
        _ identity: ClientIdentity, in context: OpaquePointer
    ) throws(OpenSSLFailure) {
        guard SSL_CTX_use_certificate(context, identity.leaf.pointer) == 1,
            SSL_CTX_use_PrivateKey(context, identity.key.pointer) == 1,
            SSL_CTX_check_private_key(context) == 1
        else { throw ErrorQueue.failure(of: "use the client certificate") }
        for certificate in identity.intermediates
        where fs_SSL_CTX_add1_chain_cert(context, certificate.pointer) != 1 {
            throw ErrorQueue.failure(of: "send the client certificate's chain")
        }
    }

    private static func missingSuites(in context: OpaquePointer) -> [String] {
        let taken = SSL_CTX_get_ciphers(context)
        let names = (0..<max(0, fs_sk_SSL_CIPHER_num(taken))).compactMap { index in
            SSL_CIPHER_get_name(fs_sk_SSL_CIPHER_value(taken, index)).map { String(cString: $0) }
        }
        return (EdgeHelloTable.suites13 + EdgeHelloTable.suites12).map(\.name)
            .filter { !names.contains($0) }
    }
}

extension EdgeTLSContext {
    /// Replaces the edge's offer with everything that the linked OpenSSL supports, except suites
    /// without authentication.
    static func offerEverything(in context: OpaquePointer) throws(OpenSSLFailure) {
        let groups = everyGroup.filter { fs_SSL_CTX_set1_groups_list(context, $0) == 1 }
        ErrorQueue.clear()
        guard SSL_CTX_set_cipher_list(context, "ALL:!aNULL:!eNULL:@SECLEVEL=0") == 1,
            SSL_CTX_set_ciphersuites(context, everySuite13.joined(separator: ":")) == 1,
            fs_SSL_CTX_set1_groups_list(context, groups.joined(separator: ":")) == 1,
            fs_SSL_CTX_set1_sigalgs_list(context, everyAlgorithm.joined(separator: ":")) == 1
        else { throw ErrorQueue.failure(of: "offer everything") }
    }

    /// All TLS 1.3 suites (RFC 8446 appendix B.4).
    private static let everySuite13 = [
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256",
    ]

    /// The groups of RFC 8446 section 4.2.7, RFC 8422 section 5.1.1, RFC 7027 and RFC 7919, and the
    /// post-quantum groups by name.
    private static let everyGroup = [
        "X25519", "P-256", "P-384", "P-521", "X448", "X25519MLKEM768", "SecP256r1MLKEM768",
        "SecP384r1MLKEM1024", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1", "secp256k1",
        "ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192",
    ]

    /// The signature algorithms of RFC 8446 section 4.2.3, and older ones from TLS 1.2.
    private static let everyAlgorithm = [
        "ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "ecdsa_secp521r1_sha512", "ed25519",
        "ed448", "rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512",
        "rsa_pss_pss_sha256", "rsa_pss_pss_sha384", "rsa_pss_pss_sha512", "rsa_pkcs1_sha256",
        "rsa_pkcs1_sha384", "rsa_pkcs1_sha512", "ECDSA+SHA224", "rsa_pkcs1_sha224", "ECDSA+SHA1",
        "rsa_pkcs1_sha1",
    ]
}

/// A client certificate with its key, for origins that require one
/// (developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull).
package struct ClientIdentity: Sendable {
    /// The client's own certificate.
    package let leaf: CertificateHandle
    /// The certificates to send after the leaf, in this order.
    package let intermediates: [CertificateHandle]
    package let key: PrivateKeyHandle

    package init(
        leaf: CertificateHandle, intermediates: [CertificateHandle] = [], key: PrivateKeyHandle
    ) {
        self.leaf = leaf
        self.intermediates = intermediates
        self.key = key
    }
}
