internal import OriginFacts

/// Reads the output of an earlier scan: the key at the start of each line and the exit status at
/// its end. The rest of the line is not parsed. Between two reads, only the first and last bytes of
/// the current line are kept.
package struct JournalReader: Sendable {
    /// The start of every record.
    private static let head = Array(#"{"key":""#.utf8)
    /// The field name before the exit status at the end of a result.
    private static let statusName = Array(#""exit_status":"#.utf8)
    /// The end of a record that is not a result: its last value is a string.
    private static let documentEnd = Array(#""}"#.utf8)
    /// The end of the record of an excluded input.
    private static let excluded = Array(#""excluded"}"#.utf8)
    private static let headCount = head.count + 32 + 1
    private static let tailCount = statusName.count + 5

    /// The keys of complete lines.
    package private(set) var keys = KeySet()
    /// The number of the first line that is not a complete record, counted from 1, or nil.
    package private(set) var firstForeignLine: Int?
    /// The number of complete records before the first line that is not one.
    package private(set) var records = 0
    /// The number of bytes up to the end of the last complete line. Any bytes after that are a torn
    /// write.
    package private(set) var completeBytes = 0
    /// The number of results with each exit status.
    package private(set) var statuses: [Int: Int] = [:]
    /// The number of records of invalid lines.
    package private(set) var invalidLines = 0
    /// The first bytes of the line being read.
    private var lineHead: [UInt8] = []
    /// The last bytes of the line being read.
    private var lineTail: [UInt8] = []
    private var position = 0

    /// Creates a reader at the beginning of a file.
    package init() {}

    /// The number of bytes after the last complete line.
    package var tornBytes: Int {
        position - completeBytes
    }

    /// Whether the bytes after the last complete line can be the start of a record. If they cannot,
    /// the file is not the output of a scan and must not be truncated.
    package var isTornRecord: Bool {
        let known = min(lineHead.count, Self.head.count)
        return lineHead.prefix(known).elementsEqual(Self.head.prefix(known))
            && lineHead.dropFirst(known).prefix(32).allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            }
    }

    /// Reads the next bytes of the file.
    package mutating func read(_ bytes: UnsafeRawBufferPointer) {
        var start = 0
        while let end = Self.newline(in: bytes, from: start) {
            take(bytes, start..<end)
            position += end + 1 - start
            endLine()
            start = end + 1
        }
        take(bytes, start..<bytes.count)
        position += bytes.count - start
    }

    private mutating func take(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        if lineHead.count < Self.headCount {
            let room = min(Self.headCount - lineHead.count, range.count)
            lineHead.append(contentsOf: bytes[range.lowerBound..<(range.lowerBound + room)])
        }
        lineTail.append(
            contentsOf: bytes[
                max(range.lowerBound, range.upperBound - Self.tailCount)..<range.upperBound])
        if lineTail.count > Self.tailCount {
            lineTail.removeFirst(lineTail.count - Self.tailCount)
        }
    }

    private mutating func endLine() {
        completeBytes = position
        defer {
            lineHead.removeAll(keepingCapacity: true)
            lineTail.removeAll(keepingCapacity: true)
        }
        // An editor or a text-mode transfer may have added a CR.
        if lineTail.last == 0x0D { lineTail.removeLast() }
        guard lineHead.starts(with: Self.head), lineHead.last == UInt8(ascii: "\""),
            let key = TargetKey(hex: lineHead[Self.head.count...].dropLast()),
            case let status = Self.status(at: lineTail),
            status != nil || lineTail.suffix(2).elementsEqual(Self.documentEnd)
        else {
            // Every line before the first foreign one was a record, so its number is `records + 1`.
            firstForeignLine = firstForeignLine ?? records + 1
            return
        }
        records += 1
        keys.insert(key)
        if let status {
            statuses[status, default: 0] += 1
        } else if !lineTail.suffix(Self.excluded.count).elementsEqual(Self.excluded) {
            invalidLines += 1
        }
    }

    private static func status(at tail: [UInt8]) -> Int? {
        guard tail.last == UInt8(ascii: "}") else { return nil }
        let digits = tail.dropLast().reversed().prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty,
            tail.dropLast(1 + digits.count).suffix(statusName.count).elementsEqual(statusName)
        else { return nil }
        return digits.reversed().reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Returns the index of the next newline, searching eight bytes at a time (Bit Twiddling Hacks,
    /// "Determine if a word has a byte equal to n").
    private static func newline(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        while index + 8 <= bytes.count {
            let word =
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                ^ 0x0A0A_0A0A_0A0A_0A0A
            let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < bytes.count {
            if bytes[index] == 0x0A { return index }
            index += 1
        }
        return nil
    }
}
