internal import COpenSSL
internal import DataFormats

/// Checks that a library context has everything a TLS handshake and its certificates need. The lean
/// provider (`lean_provider.h`) is used only if it passes. LeanContextTests compares the rest with
/// the full library.
package enum LibrarySelfTest {
    /// Whether `lean` supports everything in the list that `full` (nil: the default context)
    /// supports. An algorithm that the library was built without, such as triple DES, is missing in
    /// both and does not count.
    package static func passes(_ lean: OpaquePointer, beside full: OpaquePointer?) -> Bool {
        defer { ErrorQueue.clear() }
        let fetches = algorithms.allSatisfy { kind, names in
            names.allSatisfy { kind.isKnown($0, in: lean) || !kind.isKnown($0, in: full) }
        }
        return fetches
            && certificates.allSatisfy { verifies($0, in: lean) || !verifies($0, in: full) }
    }

    // swift-format-ignore
    /// The algorithms, by OpenSSL's names (`openssl list -all-algorithms`): the ones in the edge's
    /// hello (`EdgeHelloTable`), the ones that RFC 5246 and RFC 8446 use for key derivation and
    /// authentication, and the ones that sign certificates (RFC 3279, 8410).
    private static let algorithms: [(Kind, [String])] = [
        (.cipher,        ["AES-128-GCM", "AES-256-GCM", "AES-128-CBC", "AES-256-CBC", "DES-EDE3-CBC", "ChaCha20-Poly1305"]),
        (.digest,        ["MD5", "MD5-SHA1", "SHA1", "SHA2-224", "SHA2-256", "SHA2-384", "SHA2-512"]),
        (.mac,           ["HMAC"]),
        (.derivation,    ["HKDF", "TLS13-KDF", "TLS1-PRF"]),
        (.agreement,     ["ECDH", "X25519"]),
        (.keyManagement, ["RSA", "RSA-PSS", "EC", "ED25519", "ED448", "X25519"]),
        (.signature,     ["RSA", "ECDSA", "ED25519", "ED448"]),
        (.generator,     ["CTR-DRBG"]),
    ]

    private enum Kind {
        case cipher, digest, mac, derivation, agreement, keyManagement, signature, generator

        func isKnown(_ name: String, in library: OpaquePointer?) -> Bool {
            switch self {
            case .cipher: found(EVP_CIPHER_fetch(library, name, nil), EVP_CIPHER_free)
            case .digest: found(EVP_MD_fetch(library, name, nil), EVP_MD_free)
            case .mac: found(EVP_MAC_fetch(library, name, nil), EVP_MAC_free)
            case .derivation: found(EVP_KDF_fetch(library, name, nil), EVP_KDF_free)
            case .agreement: found(EVP_KEYEXCH_fetch(library, name, nil), EVP_KEYEXCH_free)
            case .keyManagement: found(EVP_KEYMGMT_fetch(library, name, nil), EVP_KEYMGMT_free)
            case .signature: found(EVP_SIGNATURE_fetch(library, name, nil), EVP_SIGNATURE_free)
            case .generator: found(EVP_RAND_fetch(library, name, nil), EVP_RAND_free)
            }
        }

        private func found(
            _ algorithm: OpaquePointer?, _ free: @convention(c) (OpaquePointer?) -> Void
        ) -> Bool {
            free(algorithm)
            return algorithm != nil
        }
    }

    /// Whether the context can read a self-signed certificate and its key, and verify the
    /// signature.
    private static func verifies(_ pem: String, in library: OpaquePointer?) -> Bool {
        let document = try? PEMDocument(reading: Array(pem.utf8))
        guard let der = document?.blocks.first?.der else { return false }
        var certificate = X509_new_ex(library, nil)
        defer { X509_free(certificate) }
        let isRead = der.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            return d2i_X509(&certificate, &cursor, bytes.count) != nil
        }
        return isRead && X509_verify(certificate, X509_get0_pubkey(certificate)) == 1
    }

    /// One certificate for each signature algorithm with a key decoder of its own: ECDSA on P-256,
    /// RSA, Ed25519. Their private keys were not kept.
    private static let certificates = [
        """
        -----BEGIN CERTIFICATE-----
        MIIBZzCCAQ6gAwIBAgIBATAKBggqhkjOPQQDAjAVMRMwEQYDVQQDDApmdWxsc3Ry
        aWN0MCAXDTI2MTEyMzEyMzg0N1oYDzIxMjYxMDMwMTIzODQ3WjAVMRMwEQYDVQQD
        DApmdWxsc3RyaWN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEc8asyQaW0iXj
        6ONbxdJY1PHr5KmxYvZoIBl2k81j/4qqNZvq0TJlbq7jVSP17rfkLteZNR8qk/rt
        nA6TwEJLPKNNMEswHQYDVR0OBBYEFE00oeq/UlR20yezURguCXuYhFmAMB8GA1Ud
        IwQYMBaAFE00oeq/UlR20yezURguCXuYhFmAMAkGA1UdEwQCMAAwCgYIKoZIzj0E
        AwIDRwAwRAIgfIN4BgPgvK9t7ZMuZ0be20JoLaBGkGnJ27HZir3zcQkCIH5e6siv
        WEqPlSJ3gaa68YwPtrbEDq5S1kAVieiQ5tIN
        -----END CERTIFICATE-----
        """,
        """
        -----BEGIN CERTIFICATE-----
        MIIB7zCCAVigAwIBAgIBATANBgkqhkiG9w0BAQsFADAVMRMwEQYDVQQDDApmdWxs
        c3RyaWN0MCAXDTI2MTEyMzEyMzg0N1oYDzIxMjYxMDMwMTIzODQ3WjAVMRMwEQYD
        VQQDDApmdWxsc3RyaWN0MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDnfFYy
        WXtHp7esEsw3A1h/2HckoYqWyek6qC3Jkwa8Ol4Gdir2mrVHG3xEMyM1KSpTqeM5
        F8b+4jbH/lGL0njxgOODxBUYC6z+xKMzgkuKssRM0e9EFE/2GrOjmlLS4Fqndrd0
        tBgC3qh6I9uHAQpq5l6SYmE9EYLt+BJh83TgEwIDAQABo00wSzAdBgNVHQ4EFgQU
        rWm8tc6OQ1aNAliNsijiNRXTufowHwYDVR0jBBgwFoAUrWm8tc6OQ1aNAliNsiji
        NRXTufowCQYDVR0TBAIwADANBgkqhkiG9w0BAQsFAAOBgQCBK0awbeoLeXGOhxL+
        nN4OIBD/JDALhl8hRjBI2tQ8lBjUuGJaLvEqkSUd+D1XZbkG/8rL6RqXiwa3dhVW
        xv0x/aFjrLj6eL2RUcXusHyeUwBGcp8grRyA2J4TblNF+PStP0/5og0QcmUXFoEf
        1lp2DkzFFkI4N9OUypgLMaqkLA==
        -----END CERTIFICATE-----
        """,
        """
        -----BEGIN CERTIFICATE-----
        MIIBJzCB2qADAgECAgEBMAUGAytlcDAVMRMwEQYDVQQDDApmdWxsc3RyaWN0MCAX
        DTI2MTEyMzEyMzg0N1oYDzIxMjYxMDMwMTIzODQ3WjAVMRMwEQYDVQQDDApmdWxs
        c3RyaWN0MCowBQYDK2VwAyEAKTReSX3oEs8Y5BQDbV0De/MXJal8zBBFnMZDf7F2
        XCujTTBLMB0GA1UdDgQWBBSLNlp+X0uSiQhQMmmqrkrPJisfCjAfBgNVHSMEGDAW
        gBSLNlp+X0uSiQhQMmmqrkrPJisfCjAJBgNVHRMEAjAAMAUGAytlcANBAO4MaOh+
        x14WbDozfmxBVg+fXyqf1NK7Pt664d1zsAOiRtvt3U4YQemh6ofIIT86LbK9sY9E
        MpDFj/LWgwlwAAU=
        -----END CERTIFICATE-----
        """,
    ]
}
