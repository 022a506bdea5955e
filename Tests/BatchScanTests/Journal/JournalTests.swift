import OriginFacts
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
    func `gives the same keys and statuses for pieces of any size`(size: Int) {
        let complete =
            Self.result(Self.keys[0], 0) + "\n" + Self.result(Self.keys[1], 130) + "\n"
            + #"{"key":"\#(Self.keys[2])","error":"no name"}"# + "\n"
        let journal = read(complete + #"{"key":"\#(Self.keys[2])","sch"#, pieces: size)
        #expect(journal.records == 3 && journal.firstForeignLine == nil)
        #expect(journal.isTornRecord)
        #expect(journal.statuses == [0: 1, 130: 1] && journal.invalidLines == 1)
        #expect(journal.completeBytes == complete.utf8.count)
        #expect(journal.tornBytes == 46)
        #expect(Self.keys.compactMap { TargetKey(hex: $0.utf8) }.allSatisfy(journal.keys.contains))
        #expect(journal.keys.count == 3)
    }

    @Test func `does not count a torn line`() {
        let journal = read(Self.result(Self.keys[0], 0))
        #expect(journal.records == 0 && journal.completeBytes == 0 && journal.keys.count == 0)
    }

    @Test(arguments: [
        "hello", #"{"schema":"x"}"#, #"{"key":"short"}"#,
        #"{"key":"0123456789ABCDEF0123456789abcdef"}"#,
        "", result(keys[0], 0) + " ", String(result(keys[0], 0).dropLast()),
        #"{"key":"0123456789abcdef0123456789abcdef","schema":"x","modes":[{"a":1}"#,
    ])
    func `recognises lines that are not records`(line: String) {
        let journal = read(Self.result(Self.keys[1], 0) + "\n" + line + "\n")
        #expect(journal.firstForeignLine == 2 && journal.records == 1)
    }

    @Test func `may have line ends changed by an editor`() {
        let journal = read(
            Self.result(Self.keys[0], 100) + "\r\n" + Self.result(Self.keys[1], 0) + "\r\n")
        #expect(journal.records == 2 && journal.firstForeignLine == nil)
        #expect(journal.statuses == [0: 1, 100: 1])
    }

    @Test(arguments: ["example.com", "{}", "\u{7F}ELF", #"{"key":"Z"#, #"{ "key""#])
    func `does not take the end of another file for a torn record`(end: String) {
        #expect(!read(Self.result(Self.keys[0], 0) + "\n" + end).isTornRecord)
    }

    @Test(arguments: 0...60)
    func `recognises a torn record of any length`(length: Int) {
        #expect(read(String(Self.result(Self.keys[0], 0).prefix(length))).isTornRecord)
    }

    @Test func `with a million keys takes less than 24 MB`() {
        var keys = KeySet()
        for number in UInt64(0)..<1_000_000 {
            keys.insert(TargetKey(high: number &* 0x9E37_79B9, low: number))
        }
        #expect(keys.count == 1_000_000)
        #expect((16_000_000..<24_000_000).contains(keys.bytes))
        #expect(keys.contains(TargetKey(high: 0, low: 0)))
        let isNew = keys.insert(TargetKey(high: 999_999 &* 0x9E37_79B9, low: 999_999))
        #expect(!isNew)
        #expect(!keys.contains(TargetKey(high: 1, low: 1_000_001)))
    }

    @Test func `is split into shards that are complete and disjoint`() {
        let shards = (0..<10_000).map { TargetKey(high: 7, low: UInt64($0)).shard(of: 4) }
        for shard in 0..<4 { #expect((2_300...2_700).contains(shards.count { $0 == shard })) }
        #expect(shards.allSatisfy { (0..<4).contains($0) })
    }
}
