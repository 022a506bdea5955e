internal import COpenSSL

/// Writes DER (ITU-T X.690), including forms that a well-behaved library would refuse: repeated
/// extensions, raw names, negative serial numbers.
package enum DERWriter {
    /// Returns an element: tag, length, contents.
    package static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [tag] + length(contents.count) + contents
    }

    /// Returns a SEQUENCE of elements that are already encoded.
    package static func sequence(_ elements: [UInt8]...) -> [UInt8] {
        element(0x30, elements.flatMap { $0 })
    }

    /// Returns a SEQUENCE of elements that are already encoded.
    package static func sequence(of elements: [[UInt8]]) -> [UInt8] {
        element(0x30, elements.flatMap { $0 })
    }

    /// Returns a SET of elements that are already encoded, in the given order.
    package static func set(_ elements: [UInt8]...) -> [UInt8] {
        element(0x31, elements.flatMap { $0 })
    }

    /// Returns an OCTET STRING.
    package static func octets(_ contents: [UInt8]) -> [UInt8] {
        element(0x04, contents)
    }

    /// Returns a BIT STRING with that number of unused bits in its last byte.
    package static func bits(_ contents: [UInt8], unused: UInt8 = 0) -> [UInt8] {
        element(0x03, [unused] + contents)
    }

    /// Returns an INTEGER with those two's complement contents.
    package static func integer(contents: [UInt8]) -> [UInt8] {
        element(0x02, contents)
    }

    /// Returns an INTEGER in its shortest form.
    package static func integer(_ value: Int64) -> [UInt8] {
        integer(contents: shortestContents(of: value))
    }

    /// The BOOLEAN value true.
    package static let yes: [UInt8] = [0x01, 0x01, 0xFF]

    /// A NULL element.
    package static let null: [UInt8] = [0x05, 0x00]

    /// Returns a context-specific primitive element `[number]` with implicit tagging.
    package static func tagged(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
        element(0x80 | number, contents)
    }

    /// Returns a context-specific constructed element `[number]` around elements already encoded.
    package static func wrapped(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
        element(0xA0 | number, contents)
    }

    /// Returns the value in two's complement, big-endian, without a redundant leading byte.
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
    /// Returns the output of one of the `i2d_…` functions; empty if it fails.
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
