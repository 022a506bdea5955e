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
