/// Takes DER out of OpenSSL.
enum DERReading {
    /// What one of the `i2d_…` functions writes; empty when it fails.
    static func bytes(
        _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) -> [UInt8] {
        let count = Int(write(nil))
        guard count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            var cursor = buffer.baseAddress
            written = max(0, Int(write(&cursor)))
        }
    }
}
