internal import COpenSSL
internal import OpenSSLSupport

extension EdgeTLSContext {
    /// Replaces the edge's offer by all the linked OpenSSL knows, without the suites that authenticate
    /// nobody.
    static func offerEverything(in context: OpaquePointer) throws(OpenSSLFailure) {
        let groups = everyGroup.filter { fs_SSL_CTX_set1_groups_list(context, $0) == 1 }
        ErrorQueue.clear()
        guard SSL_CTX_set_cipher_list(context, "ALL:!aNULL:!eNULL:@SECLEVEL=0") == 1,
            SSL_CTX_set_ciphersuites(context, everySuite13.joined(separator: ":")) == 1,
            fs_SSL_CTX_set1_groups_list(context, groups.joined(separator: ":")) == 1,
            fs_SSL_CTX_set1_sigalgs_list(context, everyAlgorithm.joined(separator: ":")) == 1
        else { throw ErrorQueue.failure(of: "offer everything") }
    }

    /// RFC 8446 appendix B.4.
    private static let everySuite13 = [
        "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256",
    ]

    /// RFC 8446 section 4.2.7, RFC 8422 section 5.1.1, RFC 7027, RFC 7919; the post-quantum ones by name.
    private static let everyGroup = [
        "X25519", "P-256", "P-384", "P-521", "X448", "X25519MLKEM768", "SecP256r1MLKEM768",
        "SecP384r1MLKEM1024", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1", "secp256k1",
        "ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192",
    ]

    /// RFC 8446 section 4.2.3, and what TLS 1.2 knew before it.
    private static let everyAlgorithm = [
        "ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "ecdsa_secp521r1_sha512", "ed25519",
        "ed448", "rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512",
        "rsa_pss_pss_sha256", "rsa_pss_pss_sha384", "rsa_pss_pss_sha512", "rsa_pkcs1_sha256",
        "rsa_pkcs1_sha384", "rsa_pkcs1_sha512", "ECDSA+SHA224", "rsa_pkcs1_sha224", "ECDSA+SHA1",
        "rsa_pkcs1_sha1",
    ]
}
