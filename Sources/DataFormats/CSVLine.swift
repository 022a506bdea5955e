/// Splits a line of comma-separated values (RFC 4180). A field cannot contain a line break.
package enum CSVLine {
    /// Returns the line's fields without surrounding blanks; nil if quotation marks are misplaced.
    package static func fields(_ line: ArraySlice<UInt8>) -> [String]? {
        var fields: [String] = []
        var rest = line
        while true {
            rest = rest.drop { $0.isBlank }
            guard let (field, after) = first(rest) else { return nil }
            fields.append(String(decoding: field, as: UTF8.self))
            guard let comma = after else { return fields }
            rest = rest[comma...].dropFirst()
        }
    }

    /// Returns the first field and the position of the comma after it.
    private static func first(
        _ text: ArraySlice<UInt8>
    ) -> (field: [UInt8], comma: Int?)? {
        guard text.first == UInt8(ascii: "\"") else {
            let end = text.firstIndex(of: UInt8(ascii: ","))
            return (Array(text[..<(end ?? text.endIndex)].trimmed), end)
        }
        var field: [UInt8] = []
        var index = text.startIndex + 1
        while index < text.endIndex {
            if text[index] != UInt8(ascii: "\"") {
                field.append(text[index])
                index += 1
            } else if index + 1 < text.endIndex, text[index + 1] == UInt8(ascii: "\"") {
                field.append(text[index])
                index += 2
            } else {
                let after = text[(index + 1)...].drop { $0.isBlank }
                guard let next = after.first else { return (field, nil) }
                return next == UInt8(ascii: ",") ? (field, after.startIndex) : nil
            }
        }
        return nil
    }
}

extension UInt8 {
    /// Whether the byte is a space, tab or carriage return.
    package var isBlank: Bool {
        self == 0x20 || self == 0x09 || self == 0x0D
    }
}

extension ArraySlice<UInt8> {
    /// The bytes without the blanks at both ends.
    package var trimmed: ArraySlice<UInt8> {
        var text = drop { $0.isBlank }
        while let last = text.last, last.isBlank { text.removeLast() }
        return text
    }
}
