internal import OriginFacts

/// A web server's site, which determines the response to each request.
package struct Site: Sendable {
    /// A function that returns the response to a request.
    let answer: @Sendable (SiteRequest) -> Page

    /// Creates a site that sends the same page for every request.
    static func page(_ page: Page = Page()) -> Site {
        Site { _ in page }
    }

    /// Creates a site that sends a page with this status for every request.
    static func status(_ status: Int, title: String) -> Site {
        page(Page(status: status, title: title))
    }

    /// Creates a site that redirects every request to the same path with another scheme.
    static func redirect(to scheme: VisitorScheme, status: Int = 301) -> Site {
        Site { request in
            .redirect(to: "\(scheme.rawValue)://\(request.host)\(request.path)", status: status)
        }
    }

    /// A site that redirects to https unless `X-Forwarded-Proto` is https.
    static let redirectUnlessForwardedHTTPS = Site { request in
        request.forwarded == "https"
            ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
    }

    /// A site that redirects to https unless the scheme in `CF-Visitor` is https.
    static let redirectUnlessVisitorHTTPS = Site { request in
        request.visitor?.contains("\"https\"") == true
            ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
    }

    /// A site with an inverted condition: it redirects to https if `X-Forwarded-Proto` is https.
    static let redirectIfForwardedHTTPS = Site { request in
        request.forwarded == "https"
            ? .redirect(to: "https://\(request.host)\(request.path)") : Page()
    }

    /// A site with an inverted condition: it redirects to https if the scheme in `CF-Visitor` is
    /// https.
    static let redirectIfVisitorHTTPS = Site { request in
        request.visitor?.contains("\"https\"") == true
            ? .redirect(to: "https://\(request.host)\(request.path)") : Page()
    }

    /// Creates a site that redirects from `/` to `/1`, `/2` and so on, this many times, and then
    /// sends a page.
    static func steps(_ count: Int) -> Site {
        Site { request in
            let step = Int(request.path.dropFirst()) ?? 0
            return step < count ? .redirect(to: "/\(step + 1)", status: 302) : Page()
        }
    }

    /// Creates a site that redirects to https except below this path.
    static func redirectExceptBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder)
                ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
        }
    }

    /// Creates a site that sends a page, but redirects requests below this path to themselves.
    static func circleBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder) ? .redirect(to: request.path) : Page()
        }
    }

    /// Creates a site that redirects every request to this Location, unchanged. If it is nil, the
    /// redirect has no Location.
    static func location(_ location: String?) -> Site {
        guard let location else { return .page(Page(status: 301, title: "Moved")) }
        return .page(.redirect(to: location))
    }

    /// Creates a site that redirects every request to another host over https.
    static func redirect(toHost host: String) -> Site {
        Site { request in .redirect(to: "https://\(host)\(request.path)") }
    }

    /// Creates a site that redirects to this reference, unchanged, and sends a page at the path to
    /// which the reference leads.
    static func redirect(toReference reference: String, servedAt path: String) -> Site {
        Site { request in
            request.path == path ? Page() : .redirect(to: reference, status: 302)
        }
    }

    /// Creates a site that sends a page, but 403 below this path.
    static func closedBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder) ? Page(status: 403, title: "403 Forbidden") : Page()
        }
    }

    /// A site that sends 403 without the secret header that a Transform Rule of the zone adds.
    static let needsSecret = Site { request in
        request.secret == "open sesame" ? Page() : Page(status: 403, title: "403 Forbidden")
    }

    /// A site like nginx with `ssl_verify_client on`, including its response if no client
    /// certificate was sent.
    static let needsClientCertificate = Site { request in
        guard !request.hasClientCertificate else { return Page() }
        return Page(status: 400, title: "400 No required SSL certificate was sent")
    }

    /// Creates a site that sends 421 unless the request's Host is one of these (RFC 9110 section
    /// 15.5.20).
    static func only(hosts: Set<String>) -> Site {
        Site { request in
            hosts.contains(request.host)
                ? Page() : Page(status: 421, title: "421 Misdirected Request")
        }
    }
}

/// An HTTP response.
struct Page: Sendable {
    var status = 200
    var title = "An ordinary site"
    /// Additional header fields.
    var fields: [(name: String, value: String)] = []
    /// The bytes of padding in the header, in fields of up to 8,000 bytes.
    var headerPadding = 0
    var delivery = Delivery.whole
    /// The informational statuses sent before the response (HTTP/1.1 only).
    var interim: [Int] = []

    /// The delay before the response in milliseconds.
    var delay: Int64 = 0
    /// The bytes of padding in the body.
    var padding = 0

    /// The ways to send the body.
    enum Delivery: Hashable, Sendable {
        /// The body is sent with its Content-Length.
        case whole
        /// The body is chunked and sent without a Content-Length.
        case chunked
        /// The Content-Length is ten times the body's length, and the connection is closed after
        /// the body.
        case truncated
        /// No body is sent.
        case none
    }

    /// Creates a redirect to this Location, unchanged.
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
    /// The Host field without its port, or an empty string if the field is missing.
    var host: String
    /// The path and query.
    var path: String
    /// The value of `X-Forwarded-Proto` in lower case.
    var forwarded: String?
    /// The value of `CF-Visitor` without blanks: `{"scheme":"https"}`.
    var visitor: String?
    /// The value of `X-Lab-Secret`.
    var secret: String?
    var hasClientCertificate: Bool
}
