import Testing

@testable import BatchScan

@Suite struct `A journal` {
    private static let keys = (0..<3).map { String(repeating: "0123456789abcde\($0)", count: 2) }

    private static func result(_ key: String, _ status: Int) -> String {
        #"{"key":"\#(key)","schema":"x","exit_status":\#(status)}"#
    }

    private func read(_ text: String, pieces: Int = 4_096) -> JournalReader {
        var reader = JournalReader()
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            bytes[start..<min(start + pieces, bytes.count)].withUnsafeBytes { reader.read($0) }
        }
        return reader
    }

    @Test(arguments: [1, 5, 8, 37, 4_096])
    func `gives keys and statuses whatever the pieces are`(size: Int) {
        let whole =
            Self.result(Self.keys[0], 0) + "\n" + Self.result(Self.keys[1], 130) + "\n"
            + #"{"key":"\#(Self.keys[2])","schema":"fullstrict.error/1"}"# + "\n"
        let journal = read(whole + #"{"key":"\#(Self.keys[2])","sch"#, pieces: size)
        #expect(journal.records == 3 && journal.foreignLines == 0)
        #expect(journal.statuses == [0: 1, 130: 1] && journal.flawed == 1)
        #expect(journal.wholeBytes == whole.utf8.count)
        #expect(journal.tornBytes == 46)
        #expect(Self.keys.compactMap { ScanKey(hex: $0.utf8) }.allSatisfy(journal.keys.contains))
        #expect(journal.keys.count == 3)
    }

    @Test func `does not count a torn line`() {
        let journal = read(Self.result(Self.keys[0], 0))
        #expect(journal.records == 0 && journal.wholeBytes == 0 && journal.keys.count == 0)
    }

    @Test(arguments: [
        "hello", #"{"schema":"x"}"#, #"{"key":"short"}"#,
        #"{"key":"0123456789ABCDEF0123456789abcdef"}"#,
        "",
    ])
    func `tells lines that are not ours`(line: String) {
        let journal = read(line + "\n")
        #expect(journal.foreignLines == 1 && journal.records == 0)
    }

    @Test func `with a million keys takes less than 24 MB`() {
        var keys = KeySet()
        for number in UInt64(0)..<1_000_000 {
            keys.insert(ScanKey(high: number &* 0x9E37_79B9, low: number))
        }
        #expect(keys.count == 1_000_000)
        #expect((16_000_000..<24_000_000).contains(keys.bytes))
        #expect(keys.contains(ScanKey(high: 0, low: 0)))
        let isNew = keys.insert(ScanKey(high: 999_999 &* 0x9E37_79B9, low: 999_999))
        #expect(!isNew)
        #expect(!keys.contains(ScanKey(high: 1, low: 1_000_001)))
    }

    @Test func `is split into shards that are whole and disjoint`() {
        let shards = (0..<10_000).map { ScanKey(high: 7, low: UInt64($0)).shard(of: 4) }
        for shard in 0..<4 { #expect((2_300...2_700).contains(shards.count { $0 == shard })) }
        #expect(shards.allSatisfy { (0..<4).contains($0) })
    }
}
