internal import DataFormats
internal import OriginFacts

/// Builds the index of `TrustAnchors`, one source at a time.
struct AnchorIndex {
    private static let maximumBytes = 32 << 20
    private static let maximumCount = 10_000

    private(set) var arena: [UInt8] = []
    private(set) var entries: [TrustAnchors.Entry] = []
    private(set) var bySubject: [SubjectHash: [Int]] = [:]

    /// Adds every certificate in the source.
    mutating func add(_ source: AnchorSource, at position: Int) throws(AnchorError) {
        let before = entries.count
        guard source.bytes.count <= Self.maximumBytes else { throw source.failure(.tooLarge) }
        if source.bytes.first == 0x30 {
            let der = arena.count..<arena.count + source.bytes.count
            arena += source.bytes
            try add(
                TrustAnchors.Entry(der: der, source: position, certificate: 1, offset: nil),
                of: source)
        } else {
            try addBlocks(of: source, at: position)
        }
        guard entries.count > before else { throw source.failure(.empty) }
    }

    private mutating func addBlocks(
        of source: AnchorSource, at position: Int
    ) throws(AnchorError) {
        arena.reserveCapacity(arena.count + source.bytes.count / 4 * 3)
        let slices = try slices(of: source)
        bySubject.reserveCapacity(bySubject.count + slices.count)
        for (number, slice) in slices.enumerated() {
            try add(
                TrustAnchors.Entry(
                    der: slice.content, source: position, certificate: number + 1,
                    offset: slice.offset),
                of: source)
        }
    }

    private mutating func slices(
        of source: AnchorSource
    ) throws(AnchorError) -> [PEMReader.Slice] {
        var reader = PEMReader(source.bytes, labels: ["CERTIFICATE", "X509 CERTIFICATE"])
        var slices: [PEMReader.Slice] = []
        do throws(PEMFailure) {
            while slices.count <= Self.maximumCount, let slice = try reader.next(into: &arena) {
                slices.append(slice)
            }
        } catch {
            throw source.failure(error)
        }
        return slices
    }

    private mutating func add(
        _ entry: TrustAnchors.Entry, of source: AnchorSource
    ) throws(AnchorError) {
        guard entries.count < Self.maximumCount else { throw source.failure(.tooMany) }
        let subject = arena.withUnsafeBufferPointer { Self.subject(of: entry.der, in: $0) }
        guard let subject else {
            throw source.failure(
                .notCertificate, certificate: entry.certificate, offset: entry.offset)
        }
        bySubject[subject, default: []].append(entries.count)
        entries.append(entry)
    }

    /// Returns the key of a certificate's subject (RFC 5280 section 4.1); nil if the bytes are not
    /// exactly one certificate.
    private static func subject(
        of der: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
    ) -> SubjectHash? {
        var outer = DERReader(bytes, in: der)
        guard let certificate = outer.next(0x30), outer.isAtEnd else { return nil }
        var inner = outer.inside(certificate)
        guard let body = inner.next(0x30) else { return nil }
        var fields = inner.inside(body)
        // The version's tag is context-specific. A version 1 certificate begins with its serial
        // number.
        guard let first = fields.next(), first.tag == 0x02 || fields.next(0x02) != nil,
            fields.next(0x30) != nil, fields.next(0x30) != nil, fields.next(0x30) != nil,
            let subject = fields.next(0x30)
        else { return nil }
        return SubjectHash(content: subject.content, of: bytes)
    }
}

/// Reads DER elements (X.690) in order and never reads outside its range.
struct DERReader {
    /// One element: its tag byte and the range of its content.
    struct Element {
        let tag: UInt8
        let content: Range<Int>
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position: Int
    private let end: Int

    /// Creates a reader of `range` in `bytes`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
        let whole = range.clamped(to: 0..<bytes.count)
        self.bytes = bytes
        position = whole.lowerBound
        end = whole.upperBound
    }

    var isAtEnd: Bool {
        position >= end
    }

    /// Returns the next element; nil at the end, and for anything other than DER with one-byte tags
    /// and lengths below 2^24.
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

    /// Returns the next element if it has that tag; otherwise the position does not change.
    mutating func next(_ tag: UInt8) -> Element? {
        guard position < end, bytes[position] == tag else { return nil }
        return next()
    }

    /// Returns a reader of that element's content.
    func inside(_ element: Element) -> DERReader {
        DERReader(bytes, in: element.content)
    }
}
