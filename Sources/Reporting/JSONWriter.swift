/// Writes JSON (RFC 8259) as UTF-8, in the order given. Characters that could steer a terminal or
/// mislead a reader are written as `\uXXXX`, so that a document may be shown as it is.
public struct JSONWriter: Sendable {
    /// How a document is laid out.
    public enum Layout: Hashable, Sendable {
        /// One line, no space between tokens, no newline at the end.
        case line
        /// One member a line, indented by one space a level; ends with a newline.
        case pretty
    }

    private var bytes: [UInt8] = []
    private let layout: Layout

    /// The document of a value.
    public static func bytes(_ value: JSONValue, layout: Layout = .line) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.write(value, depth: 0)
        if layout == .pretty { writer.bytes.append(0x0A) }
        return writer.bytes
    }

    /// The document of a value, as text.
    public static func text(_ value: JSONValue, layout: Layout = .line) -> String {
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
        case .integer(let number): append(String(number))
        case .number(let number): write(number)
        case .string(let text): write(text)
        case .array(let items):
            write(items, between: ("[", "]"), depth: depth) { writer, item in
                writer.write(item, depth: depth + 1)
            }
        case .object(let members):
            write(members, between: ("{", "}"), depth: depth) { writer, member in
                writer.write(member.name)
                writer.append(writer.layout == .pretty ? ": " : ":")
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private mutating func write<Item>(
        _ items: [Item], between brackets: (String, String), depth: Int,
        each: (inout JSONWriter, Item) -> Void
    ) {
        append(brackets.0)
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            newline(depth: depth + 1)
            each(&self, item)
        }
        if !items.isEmpty { newline(depth: depth) }
        append(brackets.1)
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
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
            append(String(Int64(number)))
        } else {
            append(number.description)
        }
    }

    private mutating func write(_ text: String) {
        bytes.append(0x22)
        var plain = text
        let isPlain = plain.withUTF8 { buffer in
            guard buffer.allSatisfy(JSONWriter.isPlain) else { return false }
            bytes.append(contentsOf: buffer)
            return true
        }
        if !isPlain { text.unicodeScalars.forEach { write($0) } }
        bytes.append(0x22)
    }

    /// Printable ASCII that JSON takes as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != 0x22 && byte != 0x5C
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
            if TerminalText.isHarmless(scalar) {
                bytes += String(scalar).utf8
            } else {
                writeEscaped(scalar)
            }
        }
    }

    private mutating func writeEscaped(_ scalar: Unicode.Scalar) {
        for unit in String(scalar).utf16 {
            bytes += ("\\u" + TerminalText.hex(UInt32(unit), width: 4)).utf8
        }
    }
}
