internal import DataFormats
internal import OriginFacts

/// Splits a target list into lines as its bytes arrive. Hosts, comma-separated values and JSON
/// objects can be mixed. A line that is too long is reported as invalid, and reading continues with
/// the next line.
package struct ListReader: Sendable {
    /// The longest line in bytes.
    package static let longestLine = 65_536

    /// The columns of a row without a header.
    private static let defaultColumns = ["host", "address", "port", "http_port", "also_name"]
    /// The columns of zgrab2 (github.com/zmap/zgrab2, README: "IP, DOMAIN, TAG, PORT").
    private static let zgrabColumns = ["address", "host", "tag", "port"]
    /// Alternative column names and the names they stand for.
    private static let aliases = ["domain": "host", "hostname": "host", "ip": "address"]

    private var partial: [UInt8] = []
    private var isTooLong = false
    private var number = 0
    /// The columns in the header line, or nil if the list has no header.
    private var header: [String]?
    private var isFirst = true

    /// Creates a reader at the start of a list.
    package init() {}

    /// Reads the next bytes and returns the lines that they complete.
    package mutating func read(_ bytes: ArraySlice<UInt8>) -> [ListLine] {
        var lines: [ListLine] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            take(rest[..<end])
            if let line = endLine() { lines.append(line) }
            rest = rest[(end + 1)...]
        }
        take(rest)
        return lines
    }

    /// Returns the last line if the list does not end with a newline, otherwise nil.
    package mutating func finish() -> ListLine? {
        guard !partial.isEmpty || isTooLong else { return nil }
        return endLine()
    }

    private mutating func take(_ piece: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        if partial.count + piece.count > Self.longestLine {
            isTooLong = true
            partial = []
        } else {
            partial += piece
        }
    }

    private mutating func endLine() -> ListLine? {
        number += 1
        defer {
            partial.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if isTooLong { return line("", .invalid(.tooLong(limit: Self.longestLine))) }
        var bytes = partial[...]
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        bytes = bytes.trimmed
        guard let first = bytes.first, first != UInt8(ascii: "#") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.elementsEqual(bytes) else { return line(text, .invalid(.notUTF8)) }
        defer { isFirst = false }
        return content(of: bytes, text).map { line(text, $0) }
    }

    private func line(_ text: String, _ content: ListLine.Content) -> ListLine {
        ListLine(number: number, text: text, content: content)
    }

    /// Interprets a line, or returns nil if it is the header.
    private mutating func content(
        of bytes: ArraySlice<UInt8>, _ text: String
    ) -> ListLine.Content? {
        if bytes.first == UInt8(ascii: "{") { return .object(Array(bytes)) }
        if isFirst || header != nil || bytes.contains(UInt8(ascii: ",")) {
            guard let fields = CSVLine.fields(bytes) else { return .invalid(.badQuotes) }
            if isFirst, isHeader(fields) { return nil }
            if header != nil || fields.count > 1 { return row(fields) }
        }
        return .word(Self.withoutComment(text))
    }

    /// Returns true and stores the columns if the first line is a header, which must name a host
    /// column.
    private mutating func isHeader(_ fields: [String]) -> Bool {
        let names = fields.map { $0.lowercased() }.map { Self.aliases[$0] ?? $0 }
        guard names.contains("host") else { return false }
        // Names of columns that the scan does not use keep their spelling.
        header = zip(fields, names).map { field, name in
            Self.defaultColumns.contains(name) ? name : field
        }
        return true
    }

    private func row(_ fields: [String]) -> ListLine.Content {
        let isZgrab = fields[0].isEmpty || IPAddress(fields[0]) != nil
        let names = header ?? (isZgrab ? Self.zgrabColumns : Self.defaultColumns)
        guard fields.count <= names.count else {
            return .invalid(.tooManyFields(expected: names.count))
        }
        return .row(zip(names, fields).map { ListColumn($0, $1) })
    }

    /// Removes a comment such as the one in `example.com # the shop`. Neither hosts nor URLs
    /// contain spaces.
    private static func withoutComment(_ text: String) -> String {
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropFirst()
        where bytes[index] == UInt8(ascii: "#") && bytes[index - 1].isBlank {
            return String(decoding: bytes[..<index].trimmed, as: UTF8.self)
        }
        return text
    }
}

/// A line of a list that is neither blank nor a comment.
package struct ListLine: Hashable, Sendable {
    /// The content of a line before it is interpreted as a target.
    package enum Content: Hashable, Sendable {
        /// A host, URL or `host:port`.
        case word(String)
        /// A row of comma-separated values in their original order.
        case row([ListColumn])
        /// The bytes of a JSON object.
        case object([UInt8])
        case invalid(InvalidLine)
    }

    /// The line number, counted from 1, including blank lines and comments.
    package var number: Int
    /// The line without its newline, or an empty string if the line was too long.
    package var text: String
    package var content: Content

    package init(number: Int, text: String, content: Content) {
        self.number = number
        self.text = text
        self.content = content
    }
}

/// A named field in a row of a list.
package struct ListColumn: Hashable, Sendable {
    /// The name from the header, or the default name for the field's position.
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The reason why a line of a list cannot be read.
package enum InvalidLine: Hashable, Sendable, CustomStringConvertible {
    /// The line exceeds the limit, and its bytes were discarded.
    case tooLong(limit: Int)
    case notUTF8
    /// A quotation mark is not closed, or text follows the closing one (RFC 4180 section 2).
    case badQuotes
    /// The row has more fields than there are columns.
    case tooManyFields(expected: Int)

    package var description: String {
        switch self {
        case .tooLong(let limit): "the line is longer than \(limit) bytes"
        case .notUTF8: "the line is not UTF-8"
        case .badQuotes: "the line has an unbalanced quotation mark"
        case .tooManyFields(let expected): "the line has more than \(expected) fields"
        }
    }
}
