internal import COpenSSL

/// Readers of OpenSSL's primitive values. Lengths always, C strings never: a value from the network
/// may hold NULs and anything else.
enum ASN1Content {
    /// The content bytes of a string, integer or bit string; empty for nil.
    static func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string, let data = ASN1_STRING_get0_data(string) else { return [] }
        let count = Int(ASN1_STRING_length(string))
        return Array(UnsafeBufferPointer(start: data, count: max(0, count)))
    }

    /// The text of a string of any character set; bytes that are none become U+FFFD.
    static func text(_ string: UnsafePointer<ASN1_STRING>?) -> String {
        guard let string else { return "" }
        var converted: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&converted, string)
        defer { fs_OPENSSL_free(converted) }
        guard count >= 0, let converted else {
            ErrorQueue.clear()
            return String(decoding: bytes(string), as: UTF8.self)
        }
        return String(
            decoding: UnsafeBufferPointer(start: converted, count: Int(count)), as: UTF8.self)
    }

    /// An object identifier in dotted form; empty for nil.
    static func dotted(_ object: OpaquePointer?) -> String {
        guard let object else { return "" }
        let needed = OBJ_obj2txt(nil, 0, object, 1)
        guard needed > 0 else { return "" }
        return String(unsafeUninitializedCapacity: Int(needed) + 1) { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                _ = OBJ_obj2txt(text.baseAddress, needed + 1, object, 1)
            }
            return Int(needed)
        }
    }

    /// OpenSSL's long name of an object identifier, or its dotted form when it has none.
    static func longName(_ object: OpaquePointer?) -> String {
        let known = OBJ_obj2nid(object)
        guard known != NID_undef, let name = OBJ_nid2ln(known) else { return dotted(object) }
        return String(cString: name)
    }

    /// Lower-case hexadecimal.
    static func hex(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            var position = 0
            for byte in bytes {
                buffer[position] = digits[Int(byte >> 4)]
                buffer[position + 1] = digits[Int(byte & 15)]
                position += 2
            }
            return position
        }
    }
}
