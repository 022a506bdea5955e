internal import COpenSSL

/// What checking a signature costs at most, in microseconds of a slow core: an estimate that needs no clock,
/// so that the same chain always gets the same verdict.
enum SignatureCost {
    /// The estimate for that public key.
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
        // DSA: two powers with an exponent of the order's size.
        default: return max(5_000, powers(modulusBits: bits, exponentBits: 512))
        }
    }

    /// A multiplication modulo 2048 bits takes about 2 µs and grows with the square of the size; a power
    /// takes one or two for every bit of the exponent.
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
