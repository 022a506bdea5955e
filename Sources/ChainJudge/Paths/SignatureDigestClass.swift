internal import COpenSSL
internal import OpenSSLSupport

/// How much the digest inside a certificate's signature is worth.
enum SignatureDigestClass {
    /// MD2, MD4, MD5 and their relatives.
    case broken
    /// SHA-1.
    case weak
    /// SHA-2, SHA-3, or built into the algorithm.
    case sound
}

extension CertificateHandle {
    var signatureDigest: SignatureDigestClass {
        var digest: Int32 = 0
        X509_get_signature_info(pointer, &digest, nil, nil, nil)
        if digest == NID_undef {
            OBJ_find_sigid_algs(X509_get_signature_nid(pointer), &digest, nil)
        }
        return switch digest {
        case NID_md2, NID_md4, NID_md5, NID_md5_sha1, NID_mdc2: .broken
        case NID_sha1: .weak
        default: .sound
        }
    }
}
