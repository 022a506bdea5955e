import Testing

@testable import OriginProbe

@Suite("Pages that send browsers on")
struct PageRefreshTests {
    @Test(
        "The header and the meta tag are found, a page that renews itself is none",
        arguments: [
            (
                nil, "<meta http-equiv=\"refresh\" content=\"0; url=https://a.test/\">",
                "https://a.test/"
            ),
            (nil, "<META HTTP-EQUIV='Refresh' CONTENT='5;URL=/new'>", "/new"),
            (nil, "<meta http-equiv=refresh content=0;url=/bare>", "/bare"),
            (nil, "<meta content='0; url=/first' http-equiv='refresh'>", "/first"),
            (nil, "<meta charset=utf-8><meta http-equiv=refresh content='1;url=/2'>", "/2"),
            (nil, "<meta http-equiv=\"refresh\" content=\"30\">", nil),
            (nil, "<meta name=description content='refresh url=/no'>", nil),
            (nil, "<meta http-equiv=refresh content='0;url=/never-closed'", nil),
            (nil, "", nil),
            ("0; url=https://b.test/x", "", "https://b.test/x"),
            ("0; url='/quoted'", "", "/quoted"),
            ("10", "<meta http-equiv=refresh content='0;url=/page'>", "/page"),
            ("10", "", nil),
        ] as [(String?, String, String?)])
    func found(field: String?, page: String, url: String?) {
        #expect(PageRefresh.read(field: field, body: Array(page.utf8)) == url)
    }

    @Test("A page of nothing but tags costs no more than its bounds")
    func bounded() {
        let tags = String(repeating: "<meta a>", count: 8_000)
        let late = tags + "<meta http-equiv=refresh content='0;url=/late'>"
        #expect(PageRefresh.read(field: nil, body: Array(late.utf8)) == nil)
        let long = "<meta http-equiv=refresh content='0;url=" + String(repeating: "a", count: 9_000)
        #expect(PageRefresh.read(field: nil, body: Array((long + "'>").utf8))?.count == 2_048)
    }
}
