/// Writes JSON (RFC 8259) as UTF-8, in the order given. Characters that could control a terminal or
/// mislead a reader are written as `\uXXXX`, so that a document can be shown as it is.
package struct JSONWriter: Sendable {
    /// The layout of a document.
    package enum Layout: Hashable, Sendable {
        /// One line without spaces between tokens or a newline at the end.
        case line
        /// One member per line, indented by one space per level, with a newline at the end.
        case pretty
    }

    private var bytes: [UInt8] = []
    private let layout: Layout

    /// Returns the document of a value.
    package static func bytes(_ value: JSONValue, layout: Layout = .line) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.write(value, depth: 0)
        if layout == .pretty { writer.bytes.append(0x0A) }
        return writer.bytes
    }

    /// Returns the document of a value as text.
    package static func text(_ value: JSONValue, layout: Layout = .line) -> String {
        String(decoding: bytes(value, layout: layout), as: UTF8.self)
    }

    private init(layout: Layout) {
        self.layout = layout
        bytes.reserveCapacity(16_384)
    }

    private mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .null: append("null")
        case .bool(let flag): append(flag ? "true" : "false")
        case .integer(let number): write(number)
        case .digits(let digits): bytes += digits.utf8
        case .number(let number): write(number)
        case .string(let text): write(text)
        case .array(let items): write(items, depth: depth)
        case .object(let members): write(members, depth: depth)
        }
    }

    private mutating func write(_ items: [JSONValue], depth: Int) {
        bytes.append(UInt8(ascii: "["))
        for index in items.indices {
            separate(index, depth)
            write(items[index], depth: depth + 1)
        }
        if !items.isEmpty { newline(depth: depth) }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ members: JSONMembers, depth: Int) {
        bytes.append(UInt8(ascii: "{"))
        for index in members.indices {
            separate(index, depth)
            write(members.pairs[index].0)
            if layout == .pretty { bytes.append(0x20) }
            write(members.pairs[index].1, depth: depth + 1)
        }
        if !members.isEmpty { newline(depth: depth) }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func separate(_ index: Int, _ depth: Int) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        newline(depth: depth + 1)
    }

    private mutating func append(_ word: StaticString) {
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func write(_ name: JSONName) {
        switch name {
        case .word(let word):
            word.withUTF8Buffer { name in
                assert(JSONWriter.arePlain(name))
                bytes.append(0x22)
                bytes.append(contentsOf: name)
                bytes.append(0x22)
            }
        case .text(let text): write(text)
        }
        bytes.append(0x3A)
    }

    private mutating func write(_ number: Int64) {
        if number < 0 { bytes.append(0x2D) }
        write(digitsOf: number.magnitude)
    }

    private mutating func write(digitsOf number: UInt64) {
        if number >= 10 { write(digitsOf: number / 10) }
        bytes.append(0x30 + UInt8(number % 10))
    }

    private mutating func newline(depth: Int) {
        guard layout == .pretty else { return }
        bytes.append(0x0A)
        bytes += repeatElement(0x20, count: depth)
    }

    private mutating func write(_ number: Double) {
        guard number.isFinite else {
            append("null")
            return
        }
        if number.magnitude < 1e15, number == Double(Int64(number)) {
            write(Int64(number))
        } else {
            bytes += number.description.utf8
        }
    }

    private mutating func write(_ text: String) {
        var plain = text
        let isPlain = plain.withUTF8 { buffer in
            guard JSONWriter.arePlain(buffer) else { return false }
            bytes.append(0x22)
            bytes.append(contentsOf: buffer)
            bytes.append(0x22)
            return true
        }
        guard !isPlain else { return }
        bytes.append(0x22)
        text.unicodeScalars.forEach { write($0) }
        bytes.append(0x22)
    }

    /// Whether the bytes are printable ASCII that JSON does not escape.
    private static func arePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where byte &- 0x20 > 0x5E || byte == 0x22 || byte == 0x5C { return false }
        return true
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x22: bytes += [0x5C, 0x22]
        case 0x5C: bytes += [0x5C, 0x5C]
        case 0x20...0x7E: bytes.append(UInt8(scalar.value))
        case 0x0A: bytes += [0x5C, 0x6E]
        case 0x0D: bytes += [0x5C, 0x72]
        case 0x09: bytes += [0x5C, 0x74]
        default:
            if UnicodeSafety.isHarmless(scalar) {
                bytes += String(scalar).utf8
            } else {
                writeEscaped(scalar)
            }
        }
    }

    private mutating func writeEscaped(_ scalar: Unicode.Scalar) {
        for unit in String(scalar).utf16 {
            bytes += ("\\u" + UnicodeSafety.hex(UInt32(unit), width: 4)).utf8
        }
    }
}
