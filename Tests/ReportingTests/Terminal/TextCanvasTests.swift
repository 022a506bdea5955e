import Testing

@testable import Reporting

@Suite struct `Laying out text` {
    private func lines(_ width: Int, _ draw: (inout TextCanvas) -> Void) -> [String] {
        var canvas = TextCanvas(style: TextStyle(width: width))
        draw(&canvas)
        return canvas.text.split(separator: "\n").map(String.init)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("fullstrict check a.example -p 8443",                    ["check  fullstrict check a.example -p 8443"]),
        ("fullstrict check shop.example.com -p 8443 --sni other", ["check  fullstrict check shop.example.com \\", "         -p 8443 --sni other"]),
        ("fullstrict check a.example --path '/a  b c' -p 8443",   ["check  fullstrict check a.example \\", "         --path '/a  b c' -p 8443"]),
        ("cat '/srv/tls of shop/a file whose name is wider than a line.pem'", [
            "check  cat \\", "         '/srv/tls of shop/a file whose name is wider than a line.pem'"]),
        ("cat /srv/tls/a-file-whose-name-is-wider-than-a-line.pem -v", [
            "check  cat \\", "         /srv/tls/a-file-whose-name-is-wider-than-a-line.pem \\", "         -v"]),
        ("cat --key /srv/tls/a-file-whose-name-is-wider-than-a-line.pem -v", [
            "check  cat --key \\", "         /srv/tls/a-file-whose-name-is-wider-than-a-line.pem \\", "         -v"]),
        ("cat 'it'\\''s in a quoted place' b c d e f g h i", [
            "check  cat 'it'\\''s in a quoted place' b c \\", "         d e f g h i"]),
    ])
    func `commands break between arguments only`(command: String, expected: [String]) {
        let shown = lines(44) {
            $0.command(TerminalText(trusted: command), indent: 0, label: StyledText("check"), hang: 7)
        }
        #expect(shown == expected)
    }

    @Test func `configuration breaks at spaces only`() {
        let shown = lines(40) {
            $0.configuration(
                "ssl_certificate /etc/letsencrypt/live/shop.example/fullchain.pem;", indent: 2)
        }
        #expect(
            shown == ["  ssl_certificate", "  /etc/letsencrypt/live/shop.example/fullchain.pem;"])
    }

    @Test func `paragraphs hang below their label`() {
        let shown = lines(40) {
            $0.paragraph(
                StyledText("one two three four five six seven eight nine"), indent: 2,
                label: StyledText("fix"), hang: 7, aligned: true)
        }
        #expect(shown == ["  fix    one two three four five six", "         seven eight nine"])
    }

    @Test func `a label wider than its place keeps a space`() {
        let shown = lines(40) {
            $0.paragraph(
                StyledText("open"), indent: 0, label: StyledText("port 56353"), hang: 5,
                aligned: true)
        }
        #expect(shown == ["port 56353 open"])
    }

    @Test func `words wider than a line are cut, wide characters never in half`() {
        let shown = lines(40) {
            $0.paragraph(
                StyledText(TerminalText(untrusted: String(repeating: "界", count: 25))), indent: 3)
        }
        #expect(shown.map { DisplayWidth.of($0) } == [39, 17])
    }

    @Test func `cells are padded by columns, not by characters`() {
        let rows = [["日本", "x"], ["e\u{301}", "y"], ["abcd", "z"]].map { row in
            row.map { StyledText(TerminalText(untrusted: $0)) }
        }
        let shown = lines(40) { $0.table(TextTable(rows: rows), indent: 0) }
        #expect(shown == ["日本  x", "e\u{301}     y", "abcd  z"])
    }
}
