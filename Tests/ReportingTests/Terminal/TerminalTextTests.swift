import OriginFacts
import Testing

@testable import Reporting

@Suite struct `Text for terminals` {
    // swift-format-ignore
    @Test(arguments: [
        ("plain ASCII ~ text",       "plain ASCII ~ text"),
        ("\u{1B}[31mred\u{1B}[0m",   #"\x1b[31mred\x1b[0m"#),
        ("\u{9B}31m",                #"\u{009b}31m"#),
        ("a\r\nb\tc\0d\u{7F}",       #"a\r\nb\tc\x00d\x7f"#),
        ("\u{202E}evil\u{202C}",     #"\u{202e}evil\u{202c}"#),
        ("\u{2066}x\u{2069}\u{61C}", #"\u{2066}x\u{2069}\u{061c}"#),
        ("a\u{200B}b\u{FEFF}c",      #"a\u{200b}b\u{feff}c"#),
        ("l\u{2028}p\u{2029}",       #"l\u{2028}p\u{2029}"#),
        ("\u{A0}\u{3000}\u{AD}",     #"\u{00a0}\u{3000}\u{00ad}"#),
        ("\u{E0041}\u{FE0F}",        #"\u{e0041}\u{fe0f}"#),
        ("\u{E000}\u{FFFF}\u{378}",  #"\u{e000}\u{ffff}\u{0378}"#),
        ("bücher 日本 😀 ñ",          "bücher 日本 😀 ñ"),
        ("",                         ""),
    ])
    func `hostile characters are shown as escapes`(raw: String, shown: String) {
        #expect(TerminalText(untrusted: raw).text == shown)
        let sentence: TerminalText = "<\(raw)>"
        #expect(sentence.text == "<\(shown)>")
        #expect(TerminalText.escaped(raw) == shown)
    }

    @Test func `every scalar is either harmless or escaped`() {
        for value in UInt32(0)...0x1_1000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = TerminalText(untrusted: String(scalar)).text.unicodeScalars
            let isSafe = shown.allSatisfy {
                !$0.properties.isBidiControl && $0.properties.generalCategory != .control
                    && $0.properties.generalCategory != .format
                    && $0.properties.generalCategory != .lineSeparator
                    && $0.properties.generalCategory != .paragraphSeparator
            }
            #expect(isSafe, "U+\(String(value, radix: 16))")
        }
    }

    @Test func `long text is cut, and the cut is said`() {
        let long = String(repeating: "é", count: 100_000)
        let shown = TerminalText(untrusted: long).text
        #expect(shown == String(repeating: "é", count: 160) + "... (200000 bytes)")
        #expect(TerminalText(untrusted: "12345", limit: 5).text == "12345")
        #expect(TerminalText(untrusted: "123456", limit: 5).text == "12345... (6 bytes)")
    }

    @Test func `bytes that are no text are shown in hex`() {
        #expect(TerminalText(bytes: [0x48, 0x54, 0, 0xFF, 0x1B]).text == #"HT\x00\xff\x1b"#)
        #expect(TerminalText(bytes: Array(repeating: 0x41, count: 5), limit: 3).text == "AAA...")
    }

    @Test func `our own facts need no escape`() {
        let text: TerminalText = "\(Sample.first) \(443) \(Sample.now) \("x" as TerminalText)"
        #expect(text.text == "203.0.113.10 443 2026-11-22 x")
    }

    // swift-format-ignore
    @Test(arguments: [
        ("", 0), ("abc", 3), ("ü", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("ｆｕ", 4), ("😀", 2), ("✓✗•↻?", 5),
        ("a\u{200B}b", 2), ("ไทย", 3), ("שלום", 4), ("नमस्ते", 4), ("\u{1100}\u{1161}", 2),
    ])
    func `width counts columns, not characters`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }
}
