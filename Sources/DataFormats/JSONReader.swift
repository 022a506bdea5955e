/// Reads JSON (RFC 8259) from untrusted bytes. Checks the nesting depth and every token.
package struct JSONReader {
    /// The maximum nesting depth of arrays and objects.
    package static let maximumDepth = 48

    private let bytes: [UInt8]
    private var offset = 0

    /// Returns the value of a whole document. White space around it is allowed.
    package static func value(of bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.offset == bytes.count else { throw reader.error("text after the document") }
        return value
    }

    /// Returns the string with that name if it is the object's first member. Does not read the
    /// rest.
    package static func firstMember(
        of bytes: [UInt8], named wanted: String
    ) throws(JSONError) -> String? {
        var reader = JSONReader(bytes: bytes)
        reader.skipSpace()
        try reader.expect(0x7B)
        reader.skipSpace()
        guard reader.next == 0x22, try reader.string() == wanted else { return nil }
        reader.skipSpace()
        try reader.expect(0x3A)
        reader.skipSpace()
        return try reader.string()
    }

    /// Returns the member's value as written; nil if the object has no such member. If there are
    /// several, the first one counts.
    package static func token(of bytes: [UInt8], named wanted: String) throws(JSONError) -> [UInt8]?
    {
        var reader = JSONReader(bytes: bytes)
        reader.skipSpace()
        try reader.expect(0x7B)
        var isFirst = true
        while try reader.goesOn(0x7D, isFirst: isFirst) {
            isFirst = false
            let name = try reader.string()
            reader.skipSpace()
            try reader.expect(0x3A)
            reader.skipSpace()
            let start = reader.offset
            _ = try reader.value(depth: 1)
            if name == wanted { return Array(bytes[start..<reader.offset]) }
        }
        return nil
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    private func error(_ reason: String) -> JSONError {
        .syntax(offset: offset, reason: reason)
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < JSONReader.maximumDepth else { throw error("nested too deep") }
        switch next {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        case 0x2D, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39:
            return try number()
        case nil: throw error("the document ends early")
        default: throw error("a value was expected")
        }
    }

    private mutating func word(
        _ word: String, _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        let end = offset + word.utf8.count
        guard end <= bytes.count, bytes[offset..<end].elementsEqual(word.utf8) else {
            throw error("a value was expected")
        }
        offset = end
        return value
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard next == byte else {
            throw error("\"\(Unicode.Scalar(byte))\" was expected")
        }
        offset += 1
    }

    /// Whether another item follows, after a comma or, for the first item, immediately.
    private mutating func goesOn(_ close: UInt8, isFirst: Bool) throws(JSONError) -> Bool {
        skipSpace()
        if next == close {
            offset += 1
            return false
        }
        if !isFirst {
            try expect(0x2C)
            skipSpace()
        }
        return true
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        try expect(0x5B)
        var items: [JSONValue] = []
        while try goesOn(0x5D, isFirst: items.isEmpty) {
            items.append(try value(depth: depth + 1))
        }
        return .array(items)
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        try expect(0x7B)
        var members: [(JSONName, JSONValue)] = []
        while try goesOn(0x7D, isFirst: members.isEmpty) {
            let name = try string()
            skipSpace()
            try expect(0x3A)
            skipSpace()
            members.append((.text(name), try value(depth: depth + 1)))
        }
        return .object(JSONMembers(pairs: members))
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = offset
        while let byte = next,
            (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
        {
            offset += 1
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard text.utf8.count <= 40, JSONReader.isNumber(bytes[start..<offset]) else {
            offset = start
            throw error("not a number")
        }
        if let whole = Int64(text) { return .integer(whole) }
        if text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }) {
            return .digits(text)
        }
        guard let number = Double(text), number.isFinite else {
            offset = start
            throw error("number out of range")
        }
        return .number(number)
    }
}

extension JSONReader {
    /// Whether the text matches the grammar of RFC 8259 section 6.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        if rest.first == 0x2D { rest.removeFirst() }
        guard let whole = digits(&rest), whole == 1 || text.first(where: { $0 != 0x2D }) != 0x30
        else {
            return false
        }
        if rest.first == 0x2E {
            rest.removeFirst()
            guard digits(&rest) != nil else { return false }
        }
        if rest.first == 0x45 || rest.first == 0x65 {
            rest.removeFirst()
            if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() }
            guard digits(&rest) != nil else { return false }
        }
        return rest.isEmpty
    }

    /// Removes the digits at the front and returns their number; nil for none.
    private static func digits(_ text: inout ArraySlice<UInt8>) -> Int? {
        let run = text.prefix { (0x30...0x39).contains($0) }
        text = text.dropFirst(run.count)
        return run.isEmpty ? nil : run.count
    }

    private mutating func string() throws(JSONError) -> String {
        try expect(0x22)
        var text: [UInt8] = []
        while true {
            let run = bytes[offset...].prefix { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
            text += run
            offset += run.count
            switch next {
            case nil: throw error("a string does not end")
            case 0x22:
                offset += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw error("a string that is not UTF-8")
                }
                return string
            case 0x5C: text += try escape()
            default: throw error("a control character inside a string")
            }
        }
    }

    private mutating func escape() throws(JSONError) -> [UInt8] {
        offset += 1
        guard let letter = next else { throw error("a string does not end") }
        offset += 1
        switch letter {
        case 0x22, 0x5C, 0x2F: return [letter]
        case 0x62: return [0x08]
        case 0x66: return [0x0C]
        case 0x6E: return [0x0A]
        case 0x72: return [0x0D]
        case 0x74: return [0x09]
        case 0x75: return try unicodeEscape()
        default: throw error("unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> [UInt8] {
        var units = [try unit()]
        if (0xD800...0xDBFF).contains(units[0]) {
            guard next == 0x5C else { throw error("half a surrogate pair") }
            offset += 1
            try expect(0x75)
            units.append(try unit())
        }
        guard let text = String(validating: units, as: UTF16.self) else {
            throw error("half a surrogate pair")
        }
        return Array(text.utf8)
    }

    private mutating func unit() throws(JSONError) -> UInt16 {
        guard offset + 4 <= bytes.count else { throw error("a string does not end") }
        var value: UInt16 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("unknown escape")
            }
            value = value << 4 | UInt16(digit)
        }
        offset += 4
        return value
    }
}
