/// Findings about HTTP answers.
extension Explanation {
    static let answers = [
        Explanation(
            "http.empty", "the origin hangs up without an answer",
            means: """
                The connection was closed without a byte of an answer: 520.
                """,
            causes: """
                nginx "return 444".
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A crashing application.
                A firewall that looks at the request.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v; the server's error log.
                """,
            fixes: """
                Mend or reconfigure what hangs up.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                """),
        Explanation(
            "http.malformed", "the answer is not HTTP",
            means: """
                What came back cannot be read as HTTP: 520.
                """,
            causes: """
                Another service answers on the port.
                A script prints before its header.
                TLS is spoken on the plain port.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows the first bytes.
                """,
            fixes: """
                Mend the server; use the right port.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                """),
        Explanation(
            "http.header-too-large", "the answer's header is too large",
            means: """
                Status line and fields together exceed 128 KB: 520.
                """,
            causes: """
                Cookies that pile up.
                Debug headers.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v gives the size.
                """,
            fixes: """
                Set fewer and smaller cookies and headers.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                fundamentals/reference/connection-limits
                """),
        Explanation(
            "http.large-header", "the answer's header is large",
            means: """
                More than 16 KB. Cloudflare's pages name limits from 16 KB for one header \
                to 128 KB for all: above, 520.
                """,
            causes: """
                Cookies that pile up; large policies (CSP).
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v gives the size.
                """,
            fixes: """
                Shrink it before it breaks for some visitors.
                """,
            sources: """
                fundamentals/reference/connection-limits
                """),
        Explanation(
            "http.reset", "the origin resets the connection",
            means: """
                The connection was reset after the request: 520.
                """,
            causes: """
                A crashing worker.
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A firewall or rate limit that looks at the request.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v; the server's error log.
                """,
            fixes: """
                Mend what resets.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                """),
        Explanation(
            "http.timeout", "the origin is slow to answer",
            means: """
                Asked, and no answer within the time we wait. Cloudflare waits 125 \
                seconds, then 524. Handshake and certificate are proven all the same.
                """,
            causes: """
                A slow page; all workers busy.
                A page that waits for something private.
                """,
            proof: """
                --timeout 130 waits as long as the edge.
                --path /a-fast-page.
                """,
            fixes: """
                Make the page faster.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-524
                """),
        Explanation(
            "http.broken-h2", "the origin's HTTP/2 is broken",
            means: """
                The server agreed on HTTP/2 and then broke its rules: 520, while HTTP/2 to \
                Origin is on. It is on by default, and off by default on Enterprise zones; then \
                the edge speaks HTTP/1.1. check asks once more that way and says what came.
                """,
            causes: """
                An old server or proxy.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v names the broken rule.
                """,
            fixes: """
                Turn HTTP/2 to Origin off, or update the server.
                """,
            sources: """
                speed/optimization/protocol/http2-to-origin
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520
                """),
        Explanation(
            "http.stranger-refused", "strangers are turned away",
            means: """
                401, 403, 429, 503 or a challenge on every request. Reach, TLS and \
                certificate are proven; the page itself may look different to Cloudflare.
                """,
            causes: """
                A firewall that admits Cloudflare's addresses only.
                A login, a rate limit, a maintenance page.
                """,
            proof: """
                Run it on the origin, or from an admitted address.
                """,
            fixes: """
                Nothing, if it is meant for strangers.
                """,
            sources: """
                fundamentals/reference/error-responses
                """),
        Explanation(
            "http.server-error", "the origin reports an error of its own",
            means: """
                A status of 500 and above from the origin. Cloudflare passes it on.
                """,
            causes: """
                The application fails; a proxy finds no server behind it (502, 503, 504).
                """,
            proof: """
                The application's log.
                """,
            fixes: """
                Mend the application.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-502-504
                """),
        Explanation(
            "http.answered-by-edge", "Cloudflare answered, not an origin",
            means: """
                The answer carries cf-ray: behind the address is Cloudflare again.
                """,
            causes: """
                The address belongs to another Cloudflare customer or to a provider.
                The origin proxies to its own public name.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v.
                """,
            fixes: """
                Name the real origin.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1000
                """),
    ]
}
