internal import COpenSSL

/// Writes PEM (RFC 7468).
package enum PEMText {
    /// One block with that label: `CERTIFICATE`, `PRIVATE KEY`.
    package static func encode(_ label: String, _ der: [UInt8]) -> String {
        let lines = stride(from: 0, to: der.count, by: 48).map { start in
            base64(Array(der[start..<min(start + 48, der.count)]))
        }
        return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----", ""])
            .joined(separator: "\n")
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let count = EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
        return String(decoding: text.prefix(Int(count)), as: UTF8.self)
    }
}
