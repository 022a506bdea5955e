import Testing

@testable import OriginProbe

@Suite("Page titles")
struct PageTitleTests {
    @Test(
        "The first title is found, white space joined, entities kept",
        arguments: [
            ("<html><title>Hello</title>", "Hello"),
            ("<TITLE lang=en>\n  A &amp;\tB </TITLE>", "A &amp; B"),
            ("<title></title>", ""),
            ("<title>no end", nil),
            ("<title", nil),
            ("", nil),
            ("<title>a</title><title>b</title>", "a"),
            ("<title>\r\n a\u{0B}b\u{1C}c\u{85}d \u{A0}</title>", "a b\u{1C}c d"),
            ("<title>\r\n a\u{0B}b\u{1C}c \u{0C}</title>", "a b\u{1C}c"),
            ("<titles <TITLE>x</title", "x"),
        ] as [(String, String?)])
    func titles(page: String, title: String?) {
        #expect(PageTitle.read(Array(page.utf8)) == title)
    }

    @Test("A long title is cut, bytes that are not UTF-8 are replaced")
    func bounds() {
        let long = "<title>" + String(repeating: "ä", count: 900) + "</title>"
        #expect(PageTitle.read(Array(long.utf8)) == String(repeating: "ä", count: 200))
        let plain = "<title>" + String(repeating: "a ", count: 900) + "</title>"
        #expect(PageTitle.read(Array(plain.utf8)) == String(repeating: "a ", count: 100))
        #expect(
            PageTitle.read(Array("<title>".utf8) + [0xFF] + Array("</title>".utf8)) == "\u{FFFD}")
    }
}
