/// Reads tag, length and value of DER (X.690) from front to back; never outside its bytes.
struct DERReader {
    /// One element: its tag byte and where its content lies.
    struct Element {
        let tag: UInt8
        let content: Range<Int>
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private let end: Int

    /// Reads `range` of `bytes`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
        let whole = range.clamped(to: 0..<bytes.count)
        self.bytes = bytes
        position = whole.lowerBound
        end = whole.upperBound
    }

    var isAtEnd: Bool {
        position >= end
    }

    /// The next element; nil at the end, and for anything that is not DER with one-byte tags and
    /// lengths below 2^24.
    mutating func next() -> Element? {
        guard end - position >= 2, bytes[position] & 0x1F != 0x1F else { return nil }
        let tag = bytes[position]
        var length = Int(bytes[position + 1])
        var start = position + 2
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...3).contains(count), end - start >= count else { return nil }
            length = bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard end - start >= length else { return nil }
        position = start + length
        return Element(tag: tag, content: start..<position)
    }

    /// The next element if its tag is that one; else the reader stays where it is.
    mutating func next(_ tag: UInt8) -> Element? {
        guard position < end, bytes[position] == tag else { return nil }
        return next()
    }

    /// A reader of that element's content.
    func inside(_ element: Element) -> DERReader {
        DERReader(bytes, in: element.content)
    }
}
