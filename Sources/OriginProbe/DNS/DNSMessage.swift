internal import OriginFacts

/// The parts of a DNS message that a lookup needs (RFC 1035 section 4), read from untrusted bytes.
struct DNSMessage: Hashable {
    /// The response code: the low four bits of the second flags byte.
    var responseCode: UInt8
    var answers: [Record]

    /// A record from the answer section with an address or an alias.
    struct Record: Hashable {
        /// The owner name in lower case, without a trailing dot.
        var owner: String
        var data: Data
    }

    enum Data: Hashable {
        case address(IPAddress)
        case alias(String)
    }

    /// Parses a complete response. Every count, length and name must be valid, otherwise the result
    /// is nil.
    init?(_ bytes: [UInt8]) {
        var reader = DNSMessageReader(bytes)
        guard let flags = reader.number(at: 2), flags & 0x8000 != 0,
            let questions = reader.number(at: 4), let answers = reader.number(at: 6)
        else { return nil }
        responseCode = UInt8(flags & 0x0F)
        self.answers = []
        reader.position = 12
        for _ in 0..<questions {
            guard reader.name() != nil, reader.skip(4) else { return nil }
        }
        for _ in 0..<answers {
            guard let record = reader.record() else { return nil }
            if let known = record.known { self.answers.append(known) }
        }
    }
}

/// A cursor over a DNS message. It never reads beyond the end of the message.
private struct DNSMessageReader {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func number(at offset: Int) -> UInt16? {
        guard offset + 1 < bytes.count else { return nil }
        return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
    }

    mutating func skip(_ count: Int) -> Bool {
        guard position + count <= bytes.count else { return false }
        position += count
        return true
    }

    /// Reads a record, or returns nil if it is invalid. `known` is nil for types other than A, AAAA
    /// and CNAME.
    mutating func record() -> (known: DNSMessage.Record?, Void)? {
        guard let owner = name(), let type = number(at: position),
            let kind = number(at: position + 2), let length = number(at: position + 8)
        else { return nil }
        position += 10
        let start = position
        guard skip(Int(length)) else { return nil }
        guard kind == 1 else { return (nil, ()) }
        switch type {
        case 1, 28:
            guard length == (type == 1 ? 4 : 16),
                let address = IPAddress(bytes: bytes[start..<position])
            else { return nil }
            return (DNSMessage.Record(owner: owner, data: .address(address)), ())
        case 5:
            var inner = self
            inner.position = start
            guard let target = inner.name(), inner.position == position else { return nil }
            return (DNSMessage.Record(owner: owner, data: .alias(target)), ())
        default:
            return (nil, ())
        }
    }

    /// Reads a name. Compression pointers are followed only backwards, so that loops are
    /// impossible.
    mutating func name() -> String? {
        var labels: [String] = []
        var total = 0
        var cursor = position
        var end: Int?
        var limit = position
        while cursor < bytes.count {
            let length = Int(bytes[cursor])
            switch length {
            case 0:
                position = end ?? cursor + 1
                return labels.joined(separator: ".")
            case 1...63:
                total += length + 1
                guard cursor + length < bytes.count, total <= 254 else { return nil }
                labels.append(Self.text(bytes[cursor + 1...cursor + length]))
                cursor += length + 1
            case 192...:
                guard let pointer = number(at: cursor), Int(pointer & 0x3FFF) < limit else {
                    return nil
                }
                end = end ?? cursor + 2
                cursor = Int(pointer & 0x3FFF)
                limit = cursor
            default:
                return nil
            }
        }
        return nil
    }

    /// Returns a label in lower case, with dots, backslashes and bytes outside printable ASCII
    /// written as `\DDD` (RFC 4343).
    private static func text(_ label: ArraySlice<UInt8>) -> String {
        var text = ""
        for byte in label {
            switch byte {
            case 0x41...0x5A: text.unicodeScalars.append(Unicode.Scalar(byte + 0x20))
            case 0x21...0x7E where byte != 0x2E && byte != 0x5C:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte)
                text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return text
    }
}
