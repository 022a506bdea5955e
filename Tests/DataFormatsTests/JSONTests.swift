import Testing

@testable import DataFormats

@Suite struct `JSON` {
    // swift-format-ignore
    static let values: [(JSONValue, String)] = [
        (.null, "null"), (true, "true"), (false, "false"), ([], "[]"), ([:], "{}"),
        (.integer(.min), "-9223372036854775808"), (.integer(.max), "9223372036854775807"),
        (.digits("18446744073709551616"), "18446744073709551616"), (.digits("-9223372036854775809"), "-9223372036854775809"),
        (.number(0.5), "0.5"), (.number(1), "1"), (.number(-0.25), "-0.25"), (.number(1e300), "1e+300"),
        (.number(.nan), "null"), (.number(.infinity), "null"), (.number(-.infinity), "null"),
        ("", #""""#), ("a\"b\\c/d", #""a\"b\\c/d""#), ("\u{8}\t\n\u{C}\r\u{0}\u{1F}", #""\u0008\t\n\u000c\r\u0000\u001f""#),
        ("\u{7F}\u{80}\u{9B}", #""\u007f\u0080\u009b""#),
        ("\u{2028}\u{2029}\u{202E}\u{2066}\u{200B}\u{FEFF}", #""\u2028\u2029\u202e\u2066\u200b\ufeff""#),
        ("\u{E0041}\u{FFFF}\u{10FFFF}", #""\udb40\udc41\uffff\udbff\udfff""#),
        ("äß日本😀", #""äß日本😀""#),
        (["b": 1.json, "a": [2.json, "x"], "b": .null], #"{"b":1,"a":[2,"x"],"b":null}"#),
    ]

    @Test(arguments: values)
    func `is written in order and escaped`(value: JSONValue, text: String) {
        #expect(JSONWriter.text(value) == text)
    }

    @Test(arguments: values.map(\.1))
    func `reads back what it wrote`(text: String) throws {
        let value = try JSONReader.value(of: Array(text.utf8))
        #expect(JSONWriter.text(value) == text)
    }

    @Test func `is indented by one space a level when pretty`() {
        let value: JSONValue = ["a": [1.json, [:]], "b": []]
        #expect(
            JSONWriter.text(value, layout: .pretty)
                == "{\n \"a\": [\n  1,\n  {}\n ],\n \"b\": []\n}\n")
    }

    // swift-format-ignore
    @Test(arguments: [
        (#" [ 1 , 2 ] "#, "[1,2]"), ("\t\r\n{}\n", "{}"), (#""\/\b\f""#, #""/\u0008\u000c""#),
        (#""\u00e4\ud83d\ude00""#, #""ä😀""#), ("-0", "0"), ("1E2", "100"), ("1.50e-1", "0.15"),
        ("123456789012345678901", "123456789012345680000"),
    ])
    func `reads every spelling`(text: String, canonical: String) throws {
        let value = try JSONReader.value(of: Array(text.utf8))
        let written = JSONWriter.text(value)
        #expect(written == canonical || Double(written) == Double(canonical))
    }

    // swift-format-ignore
    @Test(arguments: [
        "", " ", "nul", "tru", "01", "-", "1.", ".5", "1e", "+1", "1e400", "NaN", "[", "[1", "[1,", "[1,]", "[,1]",
        "{", "{}x", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", #"""#, #""\"#, #""\x""#, #""\u12""#,
        #""\u12g4""#, #""\ud83d""#, #""\ud83dx""#, #""\udc00""#, #""\ud83d\u0041""#, "\"\n\"", "1 2", "'a'",
        "[1 2]", "--1", "1234567890123456789012345678901234567890123",
    ])
    func `refuses what is not JSON`(text: String) {
        #expect(throws: JSONError.self) { try JSONReader.value(of: Array(text.utf8)) }
    }

    @Test func `refuses strings that are not UTF-8`() {
        let invalid: [[UInt8]] = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]]
        for bytes in invalid {
            #expect(throws: JSONError.self) {
                try JSONReader.value(of: [0x22] + bytes + [0x22])
            }
        }
    }

    @Test func `refuses to nest without end`() throws {
        let deep = { (depth: Int) in
            Array(String(repeating: "[", count: depth).utf8)
                + Array(String(repeating: "]", count: depth).utf8)
        }
        _ = try JSONReader.value(of: deep(JSONReader.maximumDepth))
        #expect(throws: JSONError.self) {
            try JSONReader.value(of: deep(JSONReader.maximumDepth + 1))
        }
        #expect(throws: JSONError.self) {
            try JSONReader.value(of: Array(repeating: 0x5B, count: 1_000_000))
        }
    }

    @Test func `says where it stumbled`() {
        #expect(throws: JSONError.syntax(offset: 5, reason: "a value was expected")) {
            try JSONReader.value(of: Array("[1,2,x]".utf8))
        }
    }
}

extension Int {
    fileprivate var json: JSONValue { .integer(Int64(self)) }
}
