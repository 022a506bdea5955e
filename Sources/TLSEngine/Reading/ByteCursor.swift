/// Reads TLS's presentation language (RFC 8446 section 3) from the front; nil past the end.
struct ByteCursor {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    var isAtEnd: Bool {
        rest.isEmpty
    }

    mutating func uint8() -> UInt8? {
        rest.popFirst()
    }

    mutating func uint16() -> UInt16? {
        bytes(2).map { $0.reduce(0) { $0 << 8 | UInt16($1) } }
    }

    mutating func uint24() -> Int? {
        bytes(3).map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// As many as there are, no more than that.
    mutating func upTo(_ count: Int) -> ArraySlice<UInt8> {
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
