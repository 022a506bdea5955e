internal import EdgePolicy
internal import OriginFacts

/// Responses that are missing, broken or not meant for us.
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

    /// What an error on that leg does: as a dead port would.
    private func legMeans(_ leg: Leg, _ error: TerminalText) -> TerminalText {
        switch leg {
        case .plain: portMeans(target.originPorts.http, error)
        case .tls: portMeans(target.originPorts.https, error)
        }
    }

    private func emptyAnswer(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the origin hangs up without an answer",
            saw: "\(name(leg)): closed without a byte", means: legMeans(leg, "520"))
    }

    private func malformedAnswer(_ leg: Leg, _ reason: String) -> FindingWords {
        FindingWords(
            "the answer is not HTTP", saw: "\(name(leg)): \(reason)", means: legMeans(leg, "520"))
    }

    private func headerTooLarge(_ leg: Leg, _ bytes: Int) -> FindingWords {
        FindingWords(
            "the answer's header is too large",
            saw: "\(name(leg)): more than \(bytes) bytes of header; the edge takes 128 KB",
            means: legMeans(leg, "520"))
    }

    private func largeHeader(_ leg: Leg, _ bytes: Int) -> FindingWords {
        FindingWords(
            "the answer's header is large", saw: "\(name(leg)): \(bytes) bytes of header",
            means: "Served today. Cloudflare's pages name limits from 16 KB to 128 KB; above: 520.")
    }

    private func answerReset(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the origin resets the connection",
            saw: "\(name(leg)): reset before the answer was whole",
            means: legMeans(leg, "520"))
    }

    private func answerTimedOut(_ leg: Leg, _ milliseconds: Int) -> FindingWords {
        let waited = Wording.seconds(milliseconds)
        return FindingWords(
            "the origin is slow to answer", saw: "\(name(leg)): asked, no answer in \(waited)",
            means: """
                \(legMeans(leg, "524")) That is, if it stays silent for 125 s; we waited \(waited).
                """)
    }

    private func brokenHTTP2(_ reason: String, _ older: HTTP1Trial?) -> FindingWords {
        let off: TerminalText =
            switch older {
            case nil: "visitors are served over HTTP/1.1."
            case .answered(let status):
                "visitors are served over HTTP/1.1: asked that way, it answered \(status)."
            case .failed: "it does no better: asked over HTTP/1.1, it does not answer either."
            }
        return FindingWords(
            "the origin's HTTP/2 is broken", saw: "\(reason)",
            means: """
                \(legMeans(.tls, "520 while HTTP/2 to Origin is on")) If HTTP/2 to Origin is off (the \
                default on Enterprise zones) \(off)
                """)
    }

    private func bodyBroken(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the answer breaks off",
            saw: "\(name(leg)): the body is not as long as announced, or its chunks are broken",
            means: """
                Visitors get part of the page, or Cloudflare's 502: which of the two depends on where it \
                breaks.
                """)
    }

    private func accessRefused(_ leg: Leg, _ status: Int) -> FindingWords {
        FindingWords(
            "strangers are turned away", saw: "\(name(leg)) answers \(status)",
            means: """
                Reach, TLS and certificate are proven. The \(status) itself may be meant for \
                strangers only: Cloudflare may get another answer. It would be passed on.
                """)
    }

    private func serverError(_ leg: Leg, _ status: Int) -> FindingWords {
        FindingWords(
            "the origin reports an error of its own", saw: "\(name(leg)) answers \(status)",
            means:
                "Visitors get the \(status): Cloudflare passes it on in every mode that asks here.")
    }

    private func answeredByEdge(_ leg: Leg, _ ray: String) -> FindingWords {
        FindingWords(
            "Cloudflare answered, not an origin", saw: "\(name(leg)): cf-ray \(ray)",
            means: "Cannot tell: behind this address is Cloudflare again. Name the real origin.")
    }
}

/// What `explain` says about them.
extension Explanation {
    static let http = [
        Explanation(
            "http.empty", "the origin hangs up without an answer",
            means: "The connection was closed without a byte of an answer: 520.",
            causes: """
                nginx "return 444".
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A crashing application.
                A firewall that looks at the request.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v; the server's error log.",
            fixes: "Mend or reconfigure what hangs up.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520"),
        Explanation(
            "http.malformed", "the answer is not HTTP",
            means: "What came back cannot be read as HTTP: 520.",
            causes: """
                Another service answers on the port.
                A script prints before its header.
                TLS is spoken on the plain port.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v shows the first bytes.",
            fixes: "Mend the server; use the right port.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520"),
        Explanation(
            "http.header-too-large", "the answer's header is too large",
            means: "Status line and fields together exceed 128 KB: 520.",
            causes: """
                Cookies that pile up.
                Debug headers.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v gives the size.",
            fixes: "Set fewer and smaller cookies and headers.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                fundamentals/reference/connection-limits
                """),
        Explanation(
            "http.large-header", "the answer's header is large",
            means: """
                More than 16 KB. Cloudflare's pages name limits from 16 KB for one header to 128 \
                KB for all: above, 520.
                """,
            causes: "Cookies that pile up; large policies (CSP).",
            proof: "fullstrict check HOST --resolve ORIGIN -v gives the size.",
            fixes: "Shrink it before it breaks for some visitors.",
            sources: "fundamentals/reference/connection-limits"),
        Explanation(
            "http.reset", "the origin resets the connection",
            means: "The connection was reset after the request: 520.",
            causes: """
                A crashing worker.
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A firewall or rate limit that looks at the request.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v; the server's error log.",
            fixes: "Mend what resets.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520"),
        Explanation(
            "http.timeout", "the origin is slow to answer",
            means: """
                Asked, and no answer within the time we wait. Cloudflare waits 125 seconds, then \
                524. Handshake and certificate are proven all the same.
                """,
            causes: """
                A slow page; all workers busy.
                A page that waits for something private.
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
                The server agreed on HTTP/2 and then broke its rules: 520, while HTTP/2 to \
                Origin is on. It is on by default, and off by default on Enterprise zones; then \
                the edge speaks HTTP/1.1. check asks once more that way and says what came.
                """,
            causes: "An old server or proxy.",
            proof: "fullstrict check HOST --resolve ORIGIN -v names the broken rule.",
            fixes: "Turn HTTP/2 to Origin off, or update the server.",
            sources: """
                speed/optimization/protocol/http2-to-origin
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                """),
        Explanation(
            "http.stranger-refused", "strangers are turned away",
            means: """
                401, 403, 429, 503 or a challenge on every request. Reach, TLS and certificate \
                are proven; the page itself may look different to Cloudflare.
                """,
            causes: """
                A firewall that admits Cloudflare's addresses only.
                A login, a rate limit, a maintenance page.
                """,
            proof: "Run it on the origin, or from an admitted address.",
            fixes: "Nothing, if it is meant for strangers.",
            sources: "fundamentals/reference/error-responses"),
        Explanation(
            "http.server-error", "the origin reports an error of its own",
            means: "A status of 500 and above from the origin. Cloudflare passes it on.",
            causes: "The application fails; a proxy finds no server behind it (502, 503, 504).",
            proof: "The application's log.",
            fixes: "Mend the application.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-502-504
                """),
        Explanation(
            "http.answered-by-edge", "Cloudflare answered, not an origin",
            means: "The answer carries cf-ray: behind the address is Cloudflare again.",
            causes: """
                The address belongs to another Cloudflare customer or to a provider.
                The origin proxies to its own public name.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v.",
            fixes: "Name the real origin.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1000"),
        Explanation(
            "http.body-broken", "the answer breaks off",
            means: """
                The head of the answer is fine, but the body ends before its announced length, \
                or its chunks cannot be read. Visitors get part of a page or an error 502 of \
                Cloudflare's.
                """,
            causes: """
                A wrong Content-Length, often from compression behind the server's back.
                The application died in the middle of the answer.
                """,
            proof: "curl says: transfer closed with outstanding read data remaining.",
            fixes: """
                Find out in the server's log who ends the answer; switch compression off at the \
                app or at the server, not at both.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-502-504
                RFC 9112 section 8
                """),
    ]
}
