internal import OriginFacts

/// What a web server answers, as a function of the request.
package struct Site: Sendable {
    /// The answer to one request.
    let answer: @Sendable (SiteRequest) -> Page

    /// The same page whatever is asked.
    static func page(_ page: Page = Page()) -> Site {
        Site { _ in page }
    }

    /// The same page of that status whatever is asked.
    static func status(_ status: Int, title: String) -> Site {
        page(Page(status: status, title: title))
    }

    /// Sends every request to the same path under that scheme, and serves nothing.
    static func redirect(to scheme: VisitorScheme, status: Int = 301) -> Site {
        Site { request in
            .redirect(to: "\(scheme.rawValue)://\(request.host)\(request.path)", status: status)
        }
    }

    /// Sends requests to https unless `X-Forwarded-Proto` says the visitor is there already.
    static let redirectUnlessForwardedHTTPS = Site { request in
        request.forwarded == "https"
            ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
    }

    /// The same for apps that look at `CF-Visitor` instead.
    static let redirectUnlessVisitorHTTPS = Site { request in
        request.visitor?.contains("\"https\"") == true
            ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
    }

    /// The wrong way round: sends whom `X-Forwarded-Proto` says is at https to https.
    static let redirectIfForwardedHTTPS = Site { request in
        request.forwarded == "https"
            ? .redirect(to: "https://\(request.host)\(request.path)") : Page()
    }

    /// The same for `CF-Visitor`.
    static let redirectIfVisitorHTTPS = Site { request in
        request.visitor?.contains("\"https\"") == true
            ? .redirect(to: "https://\(request.host)\(request.path)") : Page()
    }

    /// Sends visitors from `/` to `/1`, `/2` and so on, that many times, then serves a page.
    static func steps(_ count: Int) -> Site {
        Site { request in
            let step = Int(request.path.dropFirst()) ?? 0
            return step < count ? .redirect(to: "/\(step + 1)", status: 302) : Page()
        }
    }

    /// Sends requests to https, and serves what is below that folder.
    static func redirectExceptBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder)
                ? Page() : .redirect(to: "https://\(request.host)\(request.path)")
        }
    }

    /// A page, and below that folder a redirect to the very same place.
    static func circleBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder) ? .redirect(to: request.path) : Page()
        }
    }

    /// Sends every request to that Location, as written; nil: a redirect without one.
    static func location(_ location: String?) -> Site {
        guard let location else { return .page(Page(status: 301, title: "Moved")) }
        return .page(.redirect(to: location))
    }

    /// Sends every request to another host, over https.
    static func redirect(toHost host: String) -> Site {
        Site { request in .redirect(to: "https://\(host)\(request.path)") }
    }

    /// Sends every request to that place, as written; serves a page there.
    static func redirect(toReference reference: String, servedAt path: String) -> Site {
        Site { request in
            request.path == path ? Page() : .redirect(to: reference, status: 302)
        }
    }

    /// A page, and 403 below that folder.
    static func closedBelow(_ folder: String) -> Site {
        Site { request in
            request.path.hasPrefix(folder) ? Page(status: 403, title: "403 Forbidden") : Page()
        }
    }

    /// 403 to whoever does not know the secret that a Transform Rule of the zone adds.
    static let needsSecret = Site { request in
        request.secret == "open sesame" ? Page() : Page(status: 403, title: "403 Forbidden")
    }

    /// What nginx answers on a port with `ssl_verify_client on` when no certificate came.
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

/// One HTTP answer.
struct Page: Sendable {
    var status = 200
    var title = "An ordinary site"
    /// Further header fields.
    var fields: [(name: String, value: String)] = []
    /// Bytes of filling in the header, spread over fields of 8,000.
    var filling = 0
    var delivery = Delivery.whole
    /// Informational statuses before the answer (HTTP/1.1 only).
    var interim: [Int] = []

    /// Milliseconds before the answer.
    var delay: Int64 = 0
    /// Bytes of filling in the body.
    var padding = 0

    /// How the body goes out.
    enum Delivery: Hashable, Sendable {
        /// With its length.
        case whole
        /// In chunks, without its length.
        case chunked
        /// With ten times its length announced; then the connection is closed.
        case truncated
        /// Not at all.
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

/// The part of an HTTP request a site looks at.
struct SiteRequest: Hashable, Sendable {
    /// As sent, without a port; empty when there is none.
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
