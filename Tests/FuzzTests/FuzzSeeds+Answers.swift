/// Seeds for the bytes that an origin sends after the request.
extension FuzzSeeds {
    static let answers: [[UInt8]] = [
        "HTTP/1.1 200 OK\r\nContent-Length: 29\r\nServer: nginx/1.22\r\nSet-Cookie: a=b\r\n\r\n"
            + "<title>One &amp; other</title>",
        "HTTP/1.1 301 Moved\r\nLocation: https://www.example.com/a?b#c\r\nVary: *\r\n\r\n",
        "HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
            + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 403 Forbidden\r\nServer: cloudflare\r\nCF-RAY: 8f00-FRA\r\ncf-mitigated: "
            + "challenge\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nRefresh: 0; url=https://a.test/\r\nContent-Encoding: gzip\r\n"
            + "Strict-Transport-Security: max-age=31536000\r\nContent-Type: text/html\r\n\r\n"
            + "<meta http-equiv=refresh content='0;url=//b.test'>",
        "HTTP/1.0 503\nRetry-After: 9\n\nbusy", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<center>No required SSL certificate"
            + " was sent</center>",
    ].map { Array($0.utf8) }

    static let locations: [[UInt8]] = [
        "https://fuzz.test/", "http://fuzz.test/next", "/a/../b?c=d#e", "//fuzz.test:443/x",
        "https://FUZZ.TEST:8443/", "https://www.fuzz.test/", "https://fuzz.test@evil.test/",
        "javascript:alert(1)", "https://[2001:db8::1]:443/", "https://xn--fzz-hoa.test/",
        "https://fuzz.test/\u{1B}[2J", "?q", "", "https://a.test/\r\nLocation: https://b.test/",
    ].map { Array($0.utf8) }

    /// Returns a DNS server's replies to a question. The question consists of header and question
    /// section, without EDNS records. The replies are an address, an alias with its address, two
    /// addresses, no data, and no such name.
    static func replies(to question: [UInt8]) -> [[UInt8]] {
        let isIPv4 = question.count > 2 && question[question.count - 3] == 1
        let content: [UInt8] =
            isIPv4 ? [192, 0, 2, 1] : [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 1, count: 12)
        let type: UInt8 = isIPv4 ? 1 : 28
        func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
            [0xC0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, UInt8(content.count)] + content
        }
        func reply(_ code: UInt8, _ records: [UInt8]...) -> [UInt8] {
            question.prefix(2) + [0x81, 0x80 | code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
                + question.dropFirst(12) + records.joined()
        }
        let alias = record(5, [1, 0x62, 0xC0, 12])
        return [
            reply(0, record(type, content)), reply(0, alias, record(type, content)),
            reply(0, record(type, content), record(type, content.reversed())), reply(0), reply(3),
        ]
    }
}
