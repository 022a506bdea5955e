/// A hash of a distinguished name for finding anchors. Names that OpenSSL's canonical form calls equal
/// (X509_NAME_cmp: case, blanks and string type ignored) have equal keys. Unequal names may share one;
/// whoever looks up compares again.
struct SubjectKey: Hashable, Sendable {
    private var value: UInt64 = 0

    /// The key of a Name whose DER content (the RDNs, without the outer SEQUENCE header) lies in
    /// `range` of `bytes`; nil when it is no Name.
    init?(content range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
        var names = DERReader(bytes, in: range)
        while let set = names.next(0x31) {
            var attributes = names.inside(set)
            // A sum: in a SET, the order of the encodings differs between equal names.
            var sum: UInt64 = 0
            while let attribute = attributes.next(0x30) {
                var parts = attributes.inside(attribute)
                guard parts.next(0x06) != nil, let text = parts.next() else { return nil }
                sum &+= SubjectKey.folded(text, of: bytes)
            }
            guard attributes.isAtEnd else { return nil }
            value = (value ^ sum) &* 0x100_0000_01B3
        }
        guard names.isAtEnd else { return nil }
    }

    /// The key of a whole Name with its header.
    init?(name bytes: UnsafeBufferPointer<UInt8>) {
        var reader = DERReader(bytes, in: 0..<bytes.count)
        guard let sequence = reader.next(0x30) else { return nil }
        self.init(content: sequence.content, of: bytes)
    }

    /// FNV-1a over the ASCII letters (in lower case) and digits of a string: what every string type
    /// writes alike, once BMPString and UniversalString are read by the character.
    private static func folded(
        _ text: DERReader.Element, of bytes: UnsafeBufferPointer<UInt8>
    ) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let width = text.tag == 0x1E ? 2 : text.tag == 0x1C ? 4 : 1
        for start in stride(from: text.content.lowerBound, to: text.content.upperBound, by: width) {
            let last = start + width - 1
            guard last < text.content.upperBound, bytes[start..<last].allSatisfy({ $0 == 0 }),
                let folded = fold(bytes[last])
            else { continue }
            hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
        }
        return hash
    }

    private static func fold(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x61...0x7A, 0x30...0x39: byte
        case 0x41...0x5A: byte | 0x20
        default: nil
        }
    }
}
