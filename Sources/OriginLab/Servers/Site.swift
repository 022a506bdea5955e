internal import OriginFacts

/// The response of a web server, as a function of the request.
package struct Site: Sendable {
    /// Returns the response to a request.
    let answer: @Sendable (SiteRequest) -> Page

    /// The same page for every request.
    static func page(_ page: Page = Page()) -> Site {
        Site { _ in page }
    }

    /// A page with this status for every request.
    static func status(_ status: Int, title: String) -> Site {
        page(Page(status: status, title: title))
    }

    /// Redirects every request to the same path with another scheme.
    static func redirect(to scheme: VisitorScheme, status: Int = 301) -> Site {
        Site { request in
            .redirect(to: "\(scheme.rawValue)://\(request.host)\(request.path)", status: status)
        }
    }

    /// Redirects to https unless `X-Forwarded-Proto` says https.
    static let redirectUnlessForwardedHTTPS = Site { request in
        request.forwarded == "https"
            ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
    }

    /// Redirects to https unless `CF-Visitor` says https.
    static let redirectUnlessVisitorHTTPS = Site { request in
        request.visitor?.contains("\"https\"") == true
            ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
    }

    /// The condition inverted: redirects to https if `X-Forwarded-Proto` says https.
    static let redirectIfForwardedHTTPS = Site { request in
        request.forwarded == "https"
            ? .redirect(to: "https://\(request.host)\(request.path)") : Page()
    }

    /// The condition inverted for `CF-Visitor`.
    static let redirectIfVisitorHTTPS = Site { request in
        request.visitor?.contains("\"https\"") == true
            ? .redirect(to: "https://\(request.host)\(request.path)") : Page()
    }

    /// Redirects from `/` to `/1`, `/2` and so on, this many times, then serves a page.
    static func steps(_ count: Int) -> Site {
        Site { request in
            let step = Int(request.path.dropFirst()) ?? 0
            return step < count ? .redirect(to: "/\(step + 1)", status: 302) : Page()
        }
    }

    /// Redirects to https, except below this path.
    static func redirectExceptBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder)
                ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
        }
    }

    /// A page, and below this path a redirect to itself.
    static func circleBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder) ? .redirect(to: request.path) : Page()
        }
    }

    /// Redirects every request to this Location, as written; nil sends none.
    static func location(_ location: String?) -> Site {
        guard let location else { return .page(Page(status: 301, title: "Moved")) }
        return .page(.redirect(to: location))
    }

    /// Redirects every request to another host over https.
    static func redirect(toHost host: String) -> Site {
        Site { request in .redirect(to: "https://\(host)\(request.path)") }
    }

    /// Redirects to this reference, as written; serves a page at the path it leads to.
    static func redirect(toReference reference: String, servedAt path: String) -> Site {
        Site { request in
            request.path == path ? Page() : .redirect(to: reference, status: 302)
        }
    }

    /// A page, and 403 below this path.
    static func closedBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder) ? Page(status: 403, title: "403 Forbidden") : Page()
        }
    }

    /// 403 without the secret header that a Transform Rule of the zone adds.
    static let needsSecret = Site { request in
        request.secret == "open sesame" ? Page() : Page(status: 403, title: "403 Forbidden")
    }

    /// nginx's response on a port with `ssl_verify_client on` when no certificate was sent.
    static let needsClientCertificate = Site { request in
        guard !request.hasClientCertificate else { return Page() }
        return Page(status: 400, title: "400 No required SSL certificate was sent")
    }

    /// 421 unless the request's Host is one of these (RFC 9110 section 15.5.20).
    static func only(hosts: Set<String>) -> Site {
        Site { request in
            hosts.contains(request.host)
                ? Page() : Page(status: 421, title: "421 Misdirected Request")
        }
    }
}

/// One HTTP response.
struct Page: Sendable {
    var status = 200
    var title = "An ordinary site"
    /// Further header fields.
    var fields: [(name: String, value: String)] = []
    /// Bytes of padding in the header, in fields of up to 8,000.
    var headerPadding = 0
    var delivery = Delivery.whole
    /// Informational statuses before the response (HTTP/1.1 only).
    var interim: [Int] = []

    /// Milliseconds before the response.
    var delay: Int64 = 0
    /// Bytes of padding in the body.
    var padding = 0

    /// How the body is sent.
    enum Delivery: Hashable, Sendable {
        /// With its Content-Length.
        case whole
        /// Chunked, without a length.
        case chunked
        /// With ten times its length as Content-Length, then the connection is closed.
        case truncated
        /// Not sent.
        case none
    }

    /// A redirect to a Location, as written.
    static func redirect(to location: String, status: Int = 301) -> Page {
        Page(status: status, title: "Moved", fields: [("location", location)])
    }

    /// The page as HTML.
    var body: String {
        "<!doctype html><html><head><title>\(title)</title></head>"
            + "<body><h1>\(title)</h1><p>From the origin lab.</p>"
            + String(repeating: "x", count: padding) + "</body></html>\n"
    }
}

/// The parts of an HTTP request that a site uses.
struct SiteRequest: Hashable, Sendable {
    /// The Host field without its port; empty when it is missing.
    var host: String
    /// Path and query.
    var path: String
    /// `X-Forwarded-Proto`, in lower case.
    var forwarded: String?
    /// `CF-Visitor`, without blanks: `{"scheme":"https"}`.
    var visitor: String?
    /// `X-Lab-Secret`.
    var secret: String?
    var hasClientCertificate: Bool
}
