internal import Glibc

/// Cuts the certificates out of a PEM text without building anything else: a list of 340 roots is on the
/// way to every first byte of output. Blocks with other labels are passed over.
struct PEMSlicer {
    /// Where one certificate went.
    struct Slice {
        let der: Range<Int>
        /// The offset of its BEGIN in the text.
        let offset: Int
    }

    /// What stopped the cutting, at an offset of the text.
    struct Failure: Error {
        let reason: AnchorError.Reason
        let offset: Int
        /// Counted from 1.
        let certificate: Int
    }

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let labels = ["CERTIFICATE-----", "X509 CERTIFICATE-----"].map { Array($0.utf8) }

    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var count = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    /// Decodes the next certificate onto the end of `arena`; nil when there is none.
    mutating func next(into arena: inout [UInt8]) throws(Failure) -> Slice? {
        while let start = find(Self.begin, from: position) {
            let label = start + Self.begin.count
            guard let match = Self.labels.first(where: { text[label...].starts(with: $0) }) else {
                position = label
                continue
            }
            count += 1
            let body = label + match.count
            guard let stop = find(Self.end, from: body) else {
                throw Failure(reason: .unterminated, offset: start, certificate: count)
            }
            let first = arena.count
            if let wrong = Base64Text(text).decode(body..<stop, onto: &arena) {
                throw Failure(reason: .badBase64, offset: wrong, certificate: count)
            }
            position = stop
            return Slice(der: first..<arena.count, offset: start)
        }
        return nil
    }

    private func find(_ marker: [UInt8], from start: Int) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var position = start
        while position + marker.count <= text.count,
            let dash = memchr(base + position, 0x2D, text.count - position)
        {
            position = UnsafeRawPointer(dash) - UnsafeRawPointer(base)
            if text[position...].starts(with: marker) { return position }
            position += 1
        }
        return nil
    }
}
