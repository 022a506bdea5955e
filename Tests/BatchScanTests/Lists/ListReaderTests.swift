import BatchScan
import Testing

@Suite struct `A list` {
    private func lines(_ text: String, pieces: Int = 1_000) -> [ListLine] {
        var reader = ListReader()
        var lines: [ListLine] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            lines += reader.read(bytes[start..<min(start + pieces, bytes.count)])
        }
        if let last = reader.finish() { lines.append(last) }
        return lines
    }

    private static let mixed = """
        \u{FEFF}# customers\r
        example.com\r

          https://shop.example.com:8443/a#b  # the shop
        {"host": "a.example", "address": ["192.0.2.1"]}
        192.0.2.7, b.example, blue
        ,c.example
        d.example,192.0.2.8,8443
        "e.example", "192.0.2.1,192.0.2.2"
        "broken, line
        """

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func `is read in pieces of any size`(size: Int) {
        let found = lines(Self.mixed, pieces: size)
        #expect(found.map(\.number) == [2, 4, 5, 6, 7, 8, 9, 10])
        #expect(
            found.map(\.content) == [
                .word("example.com"), .word("https://shop.example.com:8443/a#b"),
                .object(Array(#"{"host": "a.example", "address": ["192.0.2.1"]}"#.utf8)),
                .row([
                    ListColumn("address", "192.0.2.7"), ListColumn("host", "b.example"),
                    ListColumn("tag", "blue"),
                ]),
                .row([ListColumn("address", ""), ListColumn("host", "c.example")]),
                .row([
                    ListColumn("host", "d.example"), ListColumn("address", "192.0.2.8"),
                    ListColumn("port", "8443"),
                ]),
                .row([
                    ListColumn("host", "e.example"), ListColumn("address", "192.0.2.1,192.0.2.2"),
                ]),
                .invalid(.badQuotes),
            ])
        #expect(found.last?.text == "\"broken, line")
    }

    @Test func `may have a header, whose further columns are kept`() {
        let found = lines("customer,Domain,ip,Plan\nacme,a.example,192.0.2.1,\"x, \"\"y\"\"\"\nb\n")
        #expect(
            found.map(\.content) == [
                .row([
                    ListColumn("customer", "acme"), ListColumn("host", "a.example"),
                    ListColumn("address", "192.0.2.1"), ListColumn("Plan", "x, \"y\""),
                ]), .row([ListColumn("customer", "b")]),
            ])
        #expect(
            lines("host\na.example,b\n").map(\.content) == [.invalid(.tooManyFields(expected: 1))])
        #expect(lines("a.example\nhost,address\n").count == 2)
    }

    @Test func `continues after a line that is too long, and keeps none of it`() {
        let long = String(repeating: "x", count: ListReader.longestLine)
        let found = lines(long + "\n" + long + "y\nb.example", pieces: 10_000)
        #expect(
            found.map(\.content) == [
                .word(long), .invalid(.tooLong(limit: 65_536)), .word("b.example"),
            ])
        #expect(found[1].text.isEmpty && found[2].number == 3)
    }

    @Test func `accepts only UTF-8`() {
        var reader = ListReader()
        let found = reader.read([0x61, 0xFF, 0x0A, 0x62, 0x0A])
        #expect(found.map(\.content) == [.invalid(.notUTF8), .word("b")])
    }

    @Test(arguments: ["", "\n\n", "# nothing\n", "\u{FEFF}", " \t\r\n"])
    func `may be empty`(text: String) {
        #expect(lines(text).isEmpty)
    }
}
