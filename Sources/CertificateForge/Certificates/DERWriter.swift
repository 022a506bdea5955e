internal import COpenSSL

/// Writes DER (ITU-T X.690), including what a well-behaved library would refuse: repeated
/// extensions, raw names, negative serial numbers.
package enum DERWriter {
    /// Tag, length, contents.
    package static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [tag] + length(contents.count) + contents
    }

    /// A SEQUENCE of already written elements.
    package static func sequence(_ elements: [UInt8]...) -> [UInt8] {
        element(0x30, elements.flatMap { $0 })
    }

    /// A SEQUENCE of already written elements.
    package static func sequence(of elements: [[UInt8]]) -> [UInt8] {
        element(0x30, elements.flatMap { $0 })
    }

    /// A SET of already written elements, in the order given.
    package static func set(_ elements: [UInt8]...) -> [UInt8] {
        element(0x31, elements.flatMap { $0 })
    }

    /// An OCTET STRING.
    package static func octets(_ contents: [UInt8]) -> [UInt8] {
        element(0x04, contents)
    }

    /// A BIT STRING with that many unused bits in its last byte.
    package static func bits(_ contents: [UInt8], unused: UInt8 = 0) -> [UInt8] {
        element(0x03, [unused] + contents)
    }

    /// An INTEGER with those two's complement contents.
    package static func integer(contents: [UInt8]) -> [UInt8] {
        element(0x02, contents)
    }

    /// An INTEGER in its shortest form.
    package static func integer(_ value: Int64) -> [UInt8] {
        integer(contents: shortestContents(of: value))
    }

    /// A BOOLEAN that is true.
    package static let yes: [UInt8] = [0x01, 0x01, 0xFF]

    /// A NULL.
    package static let null: [UInt8] = [0x05, 0x00]

    /// A context-specific primitive element `[number]`, implicit.
    package static func tagged(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
        element(0x80 | number, contents)
    }

    /// A context-specific constructed element `[number]`, around already written elements.
    package static func wrapped(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
        element(0xA0 | number, contents)
    }

    /// Two's complement, big-endian, without a redundant leading byte.
    package static func shortestContents(of value: Int64) -> [UInt8] {
        var bytes = withUnsafeBytes(of: value.bigEndian) { Array($0) }
        while bytes.count > 1, bytes[0] == (bytes[1] & 0x80 == 0 ? 0x00 : 0xFF) {
            bytes.removeFirst()
        }
        return bytes
    }

    private static func length(_ count: Int) -> [UInt8] {
        guard count > 127 else { return [UInt8(count)] }
        let bytes = withUnsafeBytes(of: UInt64(count).bigEndian) { Array($0.drop { $0 == 0 }) }
        return [0x80 | UInt8(bytes.count)] + bytes
    }
}

/// Reads DER from OpenSSL.
enum DERReading {
    /// The output of one of the `i2d_…` functions; empty when it fails.
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
