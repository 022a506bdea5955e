internal import COpenSSL
internal import OpenSSLSupport

/// Checks a certificate's signature with another certificate's key. The result is taken from memory
/// if possible, and otherwise computed within a budget of work.
final class SignatureChecker {
    /// The result of a check.
    enum Answer {
        case good
        case bad
        /// The signature was not checked, because the budget is spent.
        case overBudget
    }

    let cache: CertificateCache
    private var memory: SignatureMemory
    private let isRemembering: Bool
    private var microsecondsLeft = 0
    /// Whether a check was refused since the last `begin` because the budget was spent.
    private(set) var isExhausted = false
    /// The number of signatures computed rather than remembered since the last `begin`.
    private(set) var checksMade = 0

    /// Creates a checker that remembers up to `capacity` signatures; none if it is 0.
    init(cache: CertificateCache, capacity: Int) {
        self.cache = cache
        isRemembering = capacity > 0
        memory = SignatureMemory(capacity: capacity)
    }

    /// Starts a verdict: forgets certificates identified by address, and allows `microseconds` of
    /// estimated work.
    func begin(microseconds: Int) {
        cache.begin()
        microsecondsLeft = microseconds
        isExhausted = false
        checksMade = 0
    }

    /// Runs `body` with half of the remaining budget. Exhausting that half does not count.
    func spendingHalf<Result>(_ body: () -> Result) -> Result {
        let reserve = microsecondsLeft / 2
        let wasExhausted = isExhausted
        microsecondsLeft -= reserve
        defer {
            microsecondsLeft += reserve
            isExhausted = wasExhausted
        }
        return body()
    }

    /// Checks whether `subject` is signed by `issuer`'s `key`.
    func check(
        _ subject: OpaquePointer, by issuer: OpaquePointer, key: OpaquePointer
    ) -> Answer {
        let entry = isRemembering ? memoryKey(subject, issuer, key) : nil
        if let entry, memory.holds(entry) { return .good }
        let cost = SignatureCost.microseconds(for: key)
        guard microsecondsLeft >= cost else {
            isExhausted = true
            return .overBudget
        }
        microsecondsLeft -= cost
        checksMade += 1
        guard X509_verify(subject, key) > 0 else { return .bad }
        if let entry { memory.insert(entry) }
        return .good
    }

    /// Returns the key for remembering the signature; nil for kinds of keys that may inherit
    /// parameters.
    private func memoryKey(
        _ subject: OpaquePointer, _ issuer: OpaquePointer, _ key: OpaquePointer
    ) -> SignatureMemory.Key? {
        guard Self.rememberedKinds.contains(EVP_PKEY_get_base_id(key)),
            let certificate = cache.certificate(at: subject).digest,
            let issuerKey = cache.certificate(at: issuer).keyDigest
        else { return nil }
        return SignatureMemory.Key(certificate: certificate, issuerKey: issuerKey)
    }

    private static let rememberedKinds = [
        EVP_PKEY_RSA, EVP_PKEY_RSA_PSS, EVP_PKEY_EC, EVP_PKEY_ED25519, EVP_PKEY_ED448,
    ]
}

/// The maximum cost of a signature check, in microseconds on a slow core. It is an estimate without
/// a clock, so that the same chain always gets the same verdict.
enum SignatureCost {
    /// Returns the estimate for that public key.
    static func microseconds(for key: OpaquePointer) -> Int {
        let bits = Int(EVP_PKEY_get_bits(key))
        switch EVP_PKEY_get_base_id(key) {
        case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS:
            return powers(modulusBits: bits, exponentBits: max(17, exponentBits(of: key)))
        case EVP_PKEY_EC where bits <= 256: return 200
        case EVP_PKEY_EC where bits <= 384: return 1_000
        case EVP_PKEY_EC: return 5_000
        case EVP_PKEY_ED25519: return 200
        case EVP_PKEY_ED448: return 600
        // DSA: two exponentiations with an exponent of the order's size.
        default: return max(5_000, powers(modulusBits: bits, exponentBits: 512))
        }
    }

    /// Returns the cost of exponentiations. A multiplication modulo 2048 bits takes about 2 µs and
    /// grows with the square of the size. An exponentiation takes one or two multiplications for
    /// every bit of the exponent.
    private static func powers(modulusBits: Int, exponentBits: Int) -> Int {
        let size = Double(max(modulusBits, 512)) / 2048
        return 20 + Int(size * size * 2 * 1.5 * Double(exponentBits))
    }

    private static func exponentBits(of key: OpaquePointer) -> Int {
        var exponent: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, "e", &exponent) == 1 else { return 17 }
        defer { BN_free(exponent) }
        return Int(BN_num_bits(exponent))
    }
}

/// The strength of the digest in a certificate's signature.
enum SignatureDigestClass {
    /// MD2, MD4, MD5 and similar digests.
    case broken
    /// SHA-1.
    case weak
    /// SHA-2, SHA-3, or a digest built into the algorithm.
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
