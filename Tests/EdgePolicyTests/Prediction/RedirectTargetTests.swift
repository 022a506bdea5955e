import OriginFacts
import Testing

@testable import EdgePolicy

@Suite struct `Redirect targets` {
    // swift-format-ignore
    static let rows: [(location: String, expected: RedirectTarget)] = [
        ("https://shop.example.com/",            .sameHost(scheme: .https, path: "/")),
        ("https://shop.example.com",             .sameHost(scheme: .https, path: "/")),
        ("HTTPS://SHOP.EXAMPLE.COM/a",           .sameHost(scheme: .https, path: "/a")),
        ("https://shop.example.com:443/a?b=c#d", .sameHost(scheme: .https, path: "/a?b=c")),
        ("http://shop.example.com:80/",          .sameHost(scheme: .http, path: "/")),
        ("https://shop.example.com./",           .sameHost(scheme: .https, path: "/")),
        ("https://user@shop.example.com/",       .sameHost(scheme: .https, path: "/")),
        ("//shop.example.com/x",                 .sameHost(scheme: .http, path: "/x")),
        ("/x/../y",                              .sameHost(scheme: .http, path: "/y")),
        ("z",                                    .sameHost(scheme: .http, path: "/dir/z")),
        ("../z/.",                               .sameHost(scheme: .http, path: "/z/")),
        ("?q=1",                                 .sameHost(scheme: .http, path: "/dir/page?q=1")),
        ("#top",                                 .sameHost(scheme: .http, path: "/dir/page?old")),
        (" /trimmed\t",                          .sameHost(scheme: .http, path: "/trimmed")),
        ("https://shop.example.com?q",           .sameHost(scheme: .https, path: "/?q")),
        ("https://shop.example.com:8443/",       .elsewhere(host: "shop.example.com:8443")),
        ("http://shop.example.com:443/",         .elsewhere(host: "shop.example.com:443")),
        ("https://www.example.com/",             .elsewhere(host: "www.example.com")),
        ("https://shop.example.com@evil.test/",  .elsewhere(host: "evil.test")),
        ("https://shop.example.com.evil.test/",  .elsewhere(host: "shop.example.com.evil.test")),
        ("https://evil.test\\@shop.example.com", .elsewhere(host: "evil.test")),
        ("https://[2001:db8::1]:443/",           .elsewhere(host: "[2001:db8::1]:443")),
        ("javascript:alert(1)",                  .notFollowable),
        ("https:/shop.example.com/",             .notFollowable),
        ("",                                     .notFollowable),
        ("/a\r\nSet-Cookie: x=y",                .notFollowable),
        ("/a b",                                 .notFollowable),
    ]

    @Test(arguments: rows.map { ($0.location, $0.expected) })
    func `are read as a browser reads them`(location: String, expected: RedirectTarget) {
        let seen = RedirectTarget(
            location: location, from: .http, path: "/dir/page?old", target: .shop)
        #expect(seen == expected)
    }

    @Test func `of an endless length lead where they say`() {
        let long = "/" + String(repeating: "a", count: 100_000)
        let seen = RedirectTarget(location: long, from: .http, path: "/", target: .shop)
        #expect(seen == .sameHost(scheme: .http, path: long))
    }

    @Test func `know both forms of an internationalised host`() {
        let target = Target(
            input: "bücher.example",
            host: .name(ascii: "xn--bcher-kva.example", unicode: "bücher.example"))
        for host in ["xn--bcher-kva.example", "bücher.example", "XN--BCHER-KVA.example"] {
            let seen = RedirectTarget(
                location: "https://\(host)/", from: .http, path: "/", target: target)
            #expect(seen == .sameHost(scheme: .https, path: "/"))
        }
    }
}
