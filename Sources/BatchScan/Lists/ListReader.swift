internal import DataFormats
internal import OriginFacts

/// Reads a target list as a stream: bytes in, lines out. Hosts, comma-separated values and JSON
/// objects can be mixed. A line that is too long is skipped and reported; no line ends the reading.
package struct ListReader: Sendable {
    /// The longest line in bytes.
    package static let longestLine = 65_536

    /// The columns of a row without a header.
    private static let defaultColumns = ["host", "address", "port", "http_port", "also_name"]
    /// The columns of zgrab2 (github.com/zmap/zgrab2, README: "IP, DOMAIN, TAG, PORT").
    private static let zgrabColumns = ["address", "host", "tag", "port"]
    /// Other names for these columns.
    private static let aliases = ["domain": "host", "hostname": "host", "ip": "address"]

    private var partial: [UInt8] = []
    private var isTooLong = false
    private var number = 0
    /// The columns of the header line, if there is one.
    private var header: [String]?
    private var isFirst = true

    /// A reader at the start of a list.
    package init() {}

    /// Reads the next bytes. Returns the lines that end in them.
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

    /// The last line, if the list does not end with a newline.
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

    /// Nil for the header.
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

    /// Whether the first line names a column of hosts, which makes it the header.
    private mutating func isHeader(_ fields: [String]) -> Bool {
        let names = fields.map { $0.lowercased() }.map { Self.aliases[$0] ?? $0 }
        guard names.contains("host") else { return false }
        // Columns that the scan does not use keep their spelling.
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

    /// `example.com # the shop`: neither hosts nor URLs contain spaces.
    private static func withoutComment(_ text: String) -> String {
        let bytes = Array(text.utf8)
        for index in bytes.indices.dropFirst()
        where bytes[index] == UInt8(ascii: "#") && bytes[index - 1].isBlank {
            return String(decoding: bytes[..<index].trimmed, as: UTF8.self)
        }
        return text
    }
}

/// One line of a list that is neither blank nor a comment.
package struct ListLine: Hashable, Sendable {
    /// What a line contains, not yet interpreted.
    package enum Content: Hashable, Sendable {
        /// A host, URL or `host:port`.
        case word(String)
        /// A row of comma-separated values, in the order written.
        case row([ListColumn])
        /// A JSON object, not decoded.
        case object([UInt8])
        case invalid(InvalidLine)
    }

    /// Counted from 1, including blank lines and comments.
    package var number: Int
    /// As written, without the newline; empty when it was too long.
    package var text: String
    package var content: Content

    package init(number: Int, text: String, content: Content) {
        self.number = number
        self.text = text
        self.content = content
    }
}

/// One named field of a row of a list.
package struct ListColumn: Hashable, Sendable {
    /// As in the header, or the default name for its position.
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Why a line of a list cannot be read.
package enum InvalidLine: Hashable, Sendable, CustomStringConvertible {
    /// Its bytes are not kept.
    case tooLong(limit: Int)
    case notUTF8
    /// A quote that is not closed, or text after a closed one (RFC 4180 section 2).
    case badQuotes
    /// More fields than the header names.
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
