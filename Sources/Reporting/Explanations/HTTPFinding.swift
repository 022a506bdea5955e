internal import EdgePolicy
internal import OriginFacts

/// The wording for responses that are missing, broken or refused.
extension Wording {
    func words(_ finding: HTTPFinding) -> FindingWords {
        switch finding {
        case .empty(let leg): emptyAnswer(leg)
        case .malformed(let leg, let reason): malformedAnswer(leg, reason)
        case .headerTooLarge(let leg, let bytes): headerTooLarge(leg, bytes)
        case .largeHeader(let leg, let bytes): largeHeader(leg, bytes)
        case .reset(let leg): answerReset(leg)
        case .timedOut(let leg, let time): answerTimedOut(leg, time)
        case .brokenHTTP2(let reason, let older): brokenHTTP2(reason, older)
        case .bodyBroken(let leg): bodyBroken(leg)
        case .accessRefused(let leg, let status): accessRefused(leg, status)
        case .serverError(let leg, let status): serverError(leg, status)
        case .answeredByEdge(let leg, let ray): answeredByEdge(leg, ray)
        }
    }

    /// Returns the effect of an error on the given leg, which is the same as for a closed port.
    private func legMeans(_ leg: Leg, _ error: TerminalText) -> TerminalText {
        switch leg {
        case .plain: portMeans(target.originPorts.http, error)
        case .tls: portMeans(target.originPorts.https, error)
        }
    }

    private func emptyAnswer(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the origin closes the connection without a response",
            saw: "\(name(leg)): closed without sending a byte", means: legMeans(leg, "520"))
    }

    private func malformedAnswer(_ leg: Leg, _ reason: String) -> FindingWords {
        FindingWords(
            "the response is not HTTP", saw: "\(name(leg)): \(reason)", means: legMeans(leg, "520"))
    }

    private func headerTooLarge(_ leg: Leg, _ bytes: Int) -> FindingWords {
        FindingWords(
            "the response header is too large",
            saw: "\(name(leg)): more than \(bytes) bytes of header; Cloudflare accepts 128 KB",
            means: legMeans(leg, "520"))
    }

    private func largeHeader(_ leg: Leg, _ bytes: Int) -> FindingWords {
        FindingWords(
            "the response header is large", saw: "\(name(leg)): \(bytes) bytes of header",
            means:
                """
                Served today. Cloudflare documents limits from 16 KB to 128 KB; above the limit, \
                visitors get 520.
                """
        )
    }

    private func answerReset(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the origin resets the connection",
            saw: "\(name(leg)): reset before the response was complete",
            means: legMeans(leg, "520"))
    }

    private func answerTimedOut(_ leg: Leg, _ milliseconds: Int) -> FindingWords {
        let waited = Wording.seconds(milliseconds)
        return FindingWords(
            "the origin is slow to respond",
            saw: "\(name(leg)): request sent, no response in \(waited)",
            means: """
                \(legMeans(leg, """
                    524
                    """)) That applies if there is no response for 125 s; we waited \(waited).
                """)
    }

    private func brokenHTTP2(_ reason: String, _ older: HTTP1Trial?) -> FindingWords {
        let off: TerminalText =
            switch older {
            case nil: "visitors are served over HTTP/1.1."
            case .answered(let status):
                "visitors are served over HTTP/1.1: over that it answered \(status)."
            case .failed: "it is no better: over HTTP/1.1 the origin does not respond either."
            }
        return FindingWords(
            "the origin's HTTP/2 is broken", saw: "\(reason)",
            means: """
                \(legMeans(.tls, "520 while HTTP/2 to Origin is on")) If HTTP/2 to Origin is off \
                (the default on Enterprise zones), \(off)
                """)
    }

    private func bodyBroken(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the response is cut off",
            saw:
                """
                \(name(leg)): the body is shorter or longer than announced, or its chunks are \
                broken
                """,
            means: """
                Visitors get part of the page, or a 502 from Cloudflare, depending on where it breaks.
                """)
    }

    private func accessRefused(_ leg: Leg, _ status: Int) -> FindingWords {
        FindingWords(
            "access is refused", saw: "\(name(leg)) answers \(status)",
            means: """
                Reach, TLS and certificate work. The \(status) may apply only to clients other \
                than Cloudflare; if Cloudflare gets it, visitors do too.
                """)
    }

    private func serverError(_ leg: Leg, _ status: Int) -> FindingWords {
        FindingWords(
            "the origin returns an error", saw: "\(name(leg)) answers \(status)",
            means:
                """
                Visitors get the \(status): Cloudflare passes it through in every mode that uses \
                this port.
                """
        )
    }

    private func answeredByEdge(_ leg: Leg, _ ray: String) -> FindingWords {
        FindingWords(
            "Cloudflare answered, not an origin", saw: "\(name(leg)): cf-ray \(ray)",
            means:
                """
                Cannot tell: this address leads to Cloudflare again. Give the real origin's \
                address with --resolve.
                """
        )
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let http = [
        Explanation(
            "http.empty", "the origin closes the connection without a response",
            means: "The connection was closed without a single byte of a response: 520.",
            causes: """
                nginx "return 444".
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A crashing application.
                A firewall that inspects the request.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v; the server's error log.",
            fixes: "Fix or reconfigure what closes the connection.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520"),
        Explanation(
            "http.malformed", "the response is not HTTP",
            means: "The response cannot be parsed as HTTP: 520.",
            causes: """
                Another service answers on the port.
                A script writes output before its header.
                The plain port serves TLS.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v shows the first bytes.",
            fixes: "Fix the server; use the right port.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520"),
        Explanation(
            "http.header-too-large", "the response header is too large",
            means: "Status line and fields together exceed 128 KB: 520.",
            causes: """
                Cookies that accumulate.
                Debug headers.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v gives the size.",
            fixes: "Set fewer and smaller cookies and headers.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                fundamentals/reference/connection-limits
                """),
        Explanation(
            "http.large-header", "the response header is large",
            means: """
                More than 16 KB. Cloudflare documents limits from 16 KB for one header to 128 KB \
                for all; above them, visitors get 520.
                """,
            causes: "Cookies that accumulate; large policies (CSP).",
            proof: "fullstrict check HOST --resolve ORIGIN -v gives the size.",
            fixes: "Shrink it before it breaks for some visitors.",
            sources: "fundamentals/reference/connection-limits"),
        Explanation(
            "http.reset", "the origin resets the connection",
            means: "The connection was reset after the request: 520.",
            causes: """
                A crashing worker.
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A firewall or rate limit that inspects the request.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v; the server's error log.",
            fixes: "Fix what resets the connection.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520"),
        Explanation(
            "http.timeout", "the origin is slow to respond",
            means: """
                The request was sent, and no response came within the time we wait. Cloudflare \
                waits 125 seconds, then visitors get 524. Handshake and certificate are still \
                proven.
                """,
            causes: """
                A slow page; all workers busy.
                A page that waits for another service.
                """,
            proof: """
                --timeout 130 waits as long as the edge.
                --path /a-fast-page.
                """,
            fixes: "Make the page faster.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-524"),
        Explanation(
            "http.broken-h2", "the origin's HTTP/2 is broken",
            means: """
                The server negotiated HTTP/2 and then violated the protocol: 520 while HTTP/2 to \
                Origin is on. It is on by default, except on Enterprise zones; when it is off, \
                Cloudflare uses HTTP/1.1. check repeats the request over HTTP/1.1 and reports the \
                result.
                """,
            causes: "An old server or proxy.",
            proof: "fullstrict check HOST --resolve ORIGIN -v names the broken rule.",
            fixes: "Turn HTTP/2 to Origin off, or update the server.",
            sources: """
                speed/optimization/protocol/http2-to-origin
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                """),
        Explanation(
            "http.stranger-refused", "access is refused",
            means: """
                401, 403, 429, 503 or a challenge on every request. Reach, TLS and certificate \
                are proven; Cloudflare may get a different response.
                """,
            causes: """
                A firewall that admits only Cloudflare's addresses.
                A login, a rate limit, a maintenance page.
                """,
            proof: "Run this on the origin, or from an address that is admitted.",
            fixes: "Nothing, if it is not meant for Cloudflare.",
            sources: "fundamentals/reference/error-responses"),
        Explanation(
            "http.server-error", "the origin returns an error",
            means: "A status of 500 or above from the origin. Cloudflare passes it through.",
            causes: "The application fails; a proxy finds no server behind it (502, 503, 504).",
            proof: "The application's log.",
            fixes: "Fix the application.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-502-504
                """),
        Explanation(
            "http.answered-by-edge", "Cloudflare answered, not an origin",
            means: "The response has a cf-ray header: the address leads to Cloudflare again.",
            causes: """
                The address belongs to another Cloudflare customer or to a provider.
                The origin proxies to its own public name.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Give the real origin's address with --resolve.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1000"),
        Explanation(
            "http.body-broken", "the response is cut off",
            means: """
                The response header is fine, but the body ends before its announced length, or \
                its chunks cannot be parsed. Visitors get part of a page or a 502 from \
                Cloudflare.
                """,
            causes: """
                A wrong Content-Length, often because of compression by another layer.
                The application crashed in the middle of the response.
                """,
            proof: "curl says: transfer closed with outstanding read data remaining.",
            fixes: """
                Find out from the server's log what ends the response; compress in the app or in \
                the server, not in both.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-502-504
                RFC 9112 section 8
                """),
    ]
}
