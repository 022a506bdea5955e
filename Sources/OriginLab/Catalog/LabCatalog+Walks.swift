internal import CertificateForge
internal import EdgePolicy
internal import OriginFacts

extension LabCatalog {
    /// Origins with chains of redirects for visitors and certificate authorities.
    static let walks: [LabOrigin] = [
        LabOrigin(
            "redirect-inverted", "redirects to https if X-Forwarded-Proto says https",
            .invertedRedirect,
            tls: .tls(.sends(.sound), .site(.redirectIfForwardedHTTPS)),
            http: .plain(.site(.redirectIfForwardedHTTPS)),
            expected: .inverted, basis: .inferred, source: "http-headers: X-Forwarded-Proto"),
        LabOrigin(
            "redirect-inverted-visitor", "redirects to https if CF-Visitor says https",
            .invertedRedirect,
            tls: .tls(.sends(.sound), .site(.redirectIfVisitorHTTPS)),
            http: .plain(.site(.redirectIfVisitorHTTPS)),
            expected: .inverted, basis: .inferred, source: "http-headers: CF-Visitor"),
        LabOrigin(
            "redirect-capitals", "to HTTPS in capitals, with default port and fragment",
            .redirectToHTTPS,
            http: .plain(.site(.location("HTTPS://REDIRECT-CAPITALS.LAB.TEST:443/#top"))),
            expected: .redirectToHTTPS(), basis: .inferred, source: "RFC 3986 section 6.2"),
        LabOrigin(
            "redirect-temporarily", "port 80 redirects to https with 307", .redirectToHTTPS,
            http: .plain(.site(.redirect(to: .https, status: 307))),
            expected: .redirectToHTTPS(), source: "too-many-redirects"),
        LabOrigin(
            "redirect-to-apex", "www redirects to the apex", .redirectToOtherHost,
            hostname: "www.redirect-to-apex.lab.test",
            tls: .tls(
                .sends(.forNames("www.redirect-to-apex.lab.test")),
                .site(.redirect(toHost: "redirect-to-apex.lab.test"))),
            http: .plain(.site(.redirect(toHost: "redirect-to-apex.lab.test"))),
            expected: .everywhere("301"), source: "error-responses"),
        same(
            "redirect-without-scheme", "both ports redirect to //HOST/home/, in the same scheme",
            .redirectToPath,
            Site.redirect(
                toReference: "//redirect-without-scheme.lab.test/home/", servedAt: "/home/"),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 3986 section 4.2"),
        same(
            "redirect-nine-times", "nine redirects, then a page", .redirectChain, .steps(9),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 9110 section 15.4"),
        same(
            "redirect-for-ever", "endless redirects, each to a new path", .redirectChain,
            .steps(100_000), expected: .everywhere("unknown"),
            basis: .unknown, source: "RFC 9110 section 15.4"),
        same(
            "redirect-split", "a Location with an encoded line break", .hostileRedirect,
            Site.redirect(
                toReference: "/%0d%0aset-cookie:%20a=b", servedAt: "/%0d%0aset-cookie:%20a=b"),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 9110 section 10.2.2"),
        raw(
            "redirect-bare-return", "a Location with a bare carriage return", .hostileRedirect,
            .answers(
                "HTTP/1.1 301 Moved\r\nlocation: /a\rset-cookie: b=c\r\ncontent-length: 0\r\n\r\n",
                .hangUp),
            expected: .everywhere(.oneOf(["520", "301"])), basis: .unknown,
            source: "RFC 9112 section 2.2"),
        raw(
            "page-with-refresh", "a page that redirects by a meta element",
            .refreshingPage,
            .answers(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<title>On</title>"
                    + "<meta http-equiv=refresh content='0; url=https://elsewhere.test/'>\n",
                .hangUp),
            expected: .everywhere("200"), basis: .inferred, source: "error-responses"),
        same(
            "secret-header", "403 without a secret header that the edge adds", .strangersRefused,
            Site.needsSecret, expected: .everywhere("403"), source: "error-responses"),
        LabOrigin(
            "challenge-spared", "redirects to https, except below /.well-known/", .challengeSpared,
            tls: .tls(.sends(.sound { $0.notAfter = $1 - CertificateRecipe.day }), .page),
            http: .plain(.site(.redirectExceptBelow("/.well-known/"))),
            expected: .redirectToHTTPS(validated: "526"), source: "RFC 8555 section 8.3; error-526"
        ),
        LabOrigin(
            "challenge-without-site", "port 80 hides /.well-known/, the TLS port serves it",
            .challengeForbidden,
            http: .plain(.site(.closedBelow("/.well-known/"))),
            expected: .everywhere("200"), source: "RFC 8555 section 8.3"),
        same(
            "challenge-in-circles", "a site whose challenge folder redirects to itself",
            .challengeForbidden, .circleBelow("/.well-known/"), expected: .everywhere("200"),
            source: "RFC 8555 section 8.3; letsencrypt.org challenge-types"),
    ]

    /// Creates an origin with the same site on both ports.
    static func same(
        _ id: String, _ summary: String, _ shape: LabShape, _ site: Site,
        expected: ExpectedOutcomes, basis: Basis = .documented, source: String
    ) -> LabOrigin {
        LabOrigin(
            id, summary, shape, tls: .tls(.sends(.sound), .site(site)), http: .plain(.site(site)),
            expected: expected, basis: basis, source: source)
    }
}

extension ExpectedOutcomes {
    /// The outcomes of an origin that redirects to https if the request says that the visitor uses
    /// https. Visitors over https loop, and visitors over http reach the page on port 80.
    fileprivate static let inverted = ExpectedOutcomes(
        off: .both("200"), flexible: Pair("200", "loop"), full: Pair("200", "loop"),
        strict: Pair("200", "loop"), sslOnly: Pair("200", "loop"))
}
