internal import COpenSSL

/// Computes hashes of bytes in memory.
package enum Digest {
    /// Returns the SHA-256, 32 bytes; empty only if out of memory.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, written in
            var count: UInt32 = 0
            let done = bytes.withUnsafeBytes {
                EVP_Digest($0.baseAddress, $0.count, buffer.baseAddress, &count, EVP_sha256(), nil)
            }
            written = done == 1 ? Int(count) : 0
        }
    }

    /// Returns the SHA-256 in lower-case hex.
    package static func sha256Hex(_ bytes: [UInt8]) -> String {
        ASN1Content.hex(sha256(bytes))
    }
}
