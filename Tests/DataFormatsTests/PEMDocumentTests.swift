import Testing

@testable import DataFormats

@Suite struct PEMDocumentTests {
    private static let abc = "-----BEGIN A-----\nYWJj\n-----END A-----\n"

    // swift-format-ignore
    static let readable: [(String, String, [[UInt8]])] = [
        ("one block",              abc,                                                         [Array("abc".utf8)]),
        ("nothing",                "",                                                          []),
        ("only text",              "subject=CN = a\nno block here",                             []),
        ("text around blocks",     "Bag Attributes\n  x: 1\n\(abc)# next\n\(abc)junk",          [Array("abc".utf8), Array("abc".utf8)]),
        ("CRLF",                   "-----BEGIN A-----\r\nYWJj\r\n-----END A-----\r\n",          [Array("abc".utf8)]),
        ("CR alone",               "-----BEGIN A-----\rYWJj\r-----END A-----",                  [Array("abc".utf8)]),
        ("no line end at the end", "-----BEGIN A-----\nYWJj\n-----END A-----",                  [Array("abc".utf8)]),
        ("a byte order mark",      "\u{FEFF}\(abc)",                                            [Array("abc".utf8)]),
        ("indented",               "  -----BEGIN A-----  \n\t YW Jj \n  -----END A-----\t\n",   [Array("abc".utf8)]),
        ("padding",                "-----BEGIN A-----\nYWI=\n-----END A-----",                  [Array("ab".utf8)]),
        ("two paddings",           "-----BEGIN A-----\nYQ=\n=\n-----END A-----",                [Array("a".utf8)]),
        ("one long line",          "-----BEGIN A-----\n\(String(repeating: "YWJj", count: 99))\n-----END A-----", [Array(String(repeating: "abc", count: 99).utf8)]),
        ("RFC 1421 headers",       "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: X,0\n\nYWJj\n-----END A-----", [Array("abc".utf8)]),
        ("an empty block",         "-----BEGIN A-----\n-----END A-----",                        [[]]),
        ("an END of nothing",      "-----END A-----\n\(abc)",                                   [Array("abc".utf8)]),
        ("all digits",             "-----BEGIN A-----\n++//AZaz09==\n-----END A-----",          [[0xFB, 0xEF, 0xFF, 0x01, 0x96, 0xB3, 0xD3]]),
    ]

    @Test(arguments: readable)
    func blocksAreFound(_ what: String, _ text: String, _ contents: [[UInt8]]) throws {
        let document = try PEMDocument(reading: Array(text.utf8))
        #expect(document.blocks.map(\.der) == contents)
        #expect(document.contents(labelled: "A") == contents)
        #expect(document.contents(labelled: "B") == [])
    }

    // swift-format-ignore
    static let unreadable: [(String, PEMFailure)] = [
        ("\n-----BEGIN A-----\nYWJj\n",                                 .unterminated(block: 1, line: 2)),
        ("\(abc)-----BEGIN A-----\nYWJj\n-----BEGIN A-----\n",          .unterminated(block: 2, line: 4)),
        ("-----BEGIN A-----\nYWJj\n-----END B-----",                    .mismatchedEnd(block: 1, line: 3)),
        ("\(abc)-----BEGIN A-----\nYW!j\n-----END A-----",              .badBase64(block: 2, line: 5)),
        ("-----BEGIN A-----\nYWJ\n-----END A-----",                     .badBase64(block: 1, line: 2)),
        ("-----BEGIN A-----\nYWI=YWJj\n-----END A-----",                .badBase64(block: 1, line: 2)),
        ("-----BEGIN A-----\nY===\n-----END A-----",                    .badBase64(block: 1, line: 2)),
        ("\(abc)\(abc)\(abc)",                                          .tooManyBlocks(limit: 2)),
        (String(repeating: "x", count: 401),                            .tooLarge(limitBytes: 400)),
    ]

    @Test(arguments: unreadable)
    func theFaultIsPlaced(_ text: String, _ failure: PEMFailure) {
        #expect(throws: failure) {
            try PEMDocument(reading: Array(text.utf8), maximumBlocks: 2, maximumBytes: 400)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 47, 48, 49, 300])
    func whatWasWrittenIsReadBack(_ count: Int) throws {
        let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let text = PEMText.encode("PRIVATE KEY", content) + PEMText.encode("CERTIFICATE", [1])
        let document = try PEMDocument(reading: Array(text.utf8))
        #expect(document.blocks.map(\.label) == ["PRIVATE KEY", "CERTIFICATE"])
        #expect(document.blocks.map(\.der) == [content, [1]])
        #expect(document.blocks.map(\.line) == [1, 3 + (count + 47) / 48])
    }

    @Test func onlyTheBlocksWithAWantedLabelAreDecoded() throws {
        let text = Array(("-----BEGIN B-----\nno base64!\n-----END B-----\n" + Self.abc).utf8)
        var reader = PEMReader(text, labels: ["A", "C"])
        var bytes: [UInt8] = [0]
        let slice = try #require(try reader.next(into: &bytes))
        #expect(bytes == [0] + Array("abc".utf8))
        #expect(slice.content == 1..<4)
        #expect(slice.offset == 45)
        #expect(String(decoding: text[slice.label], as: UTF8.self) == "A")
        #expect(try reader.next(into: &bytes) == nil)
    }
}
