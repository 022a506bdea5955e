/// Findings about renewal, and about what pages do by themselves.
extension Explanation {
    static let renewal = [
        Explanation(
            "renewal.path-blocked", "renewal by HTTP-01 cannot get through",
            means: """
                A certificate authority proves control over HTTP by asking \
                http://HOST/.well-known/acme-challenge/TOKEN through Cloudflare, like any visitor. In the \
                judged mode that path ends in an error or in an endless redirect, so the \
                certificate cannot be renewed that way.
                """,
            causes: """
                The certificate has expired already, and plain requests are redirected to https: 526.
                Port 80 is closed while Always Use HTTPS is off.
                A login, a firewall or a block on hidden folders answers 401 or 403.
                """,
            proof: """
                curl -v http://HOST/.well-known/acme-challenge/test: 404 is good, an error page of Cloudflare's \
                is not.
                """,
            fixes: """
                Renew by DNS-01, which needs no path, or install an Origin CA certificate.
                Serve that folder over port 80 without redirect or login.
                If the certificate has expired: set the mode to Full, renew, set it back.
                """,
            sources: """
                RFC 8555 section 8.3
                ssl/origin-configuration/origin-ca
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                """),
        Explanation(
            "renewal.needs-certificate", "renewal by HTTP-01 leads over https",
            means: """
                The challenge is redirected to https, where a strict mode checks the certificate. \
                While it is valid all is well. Once it has expired the authority gets 526, and \
                the renewal that would mend it cannot happen.
                """,
            causes: """
                The redirect from http to https has no exception for /.well-known/acme-challenge/.
                Always Use HTTPS is on.
                """,
            proof: """
                curl -v http://HOST/.well-known/acme-challenge/test shows the redirect.
                """,
            fixes: """
                Watch that renewals happen in time, with fullstrict check in a nightly job.
                Renew by DNS-01, or use an Origin CA certificate.
                """,
            sources: """
                RFC 8555 section 8.3
                ssl/edge-certificates/additional-options/always-use-https
                """),
        Explanation(
            "renewal.closed-elsewhere", "renewal by HTTP-01 depends on the mode",
            means: """
                In the judged mode the challenge gets through. In other modes that serve \
                visitors as well it does not: there the certificate is not renewed, and nobody \
                notices until it ends.
                """,
            causes: """
                Only the site on the TLS port, or only the one on port 80, serves \
                /.well-known/acme-challenge/.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v lists the path in every mode; in JSON \
                modes[].renewal.
                """,
            fixes: """
                Serve that folder on both ports, or renew by DNS-01.
                """,
            sources: """
                RFC 8555 section 8.3
                letsencrypt.org/docs/challenge-types
                """),
        Explanation(
            "redirect.by-page", "the page sends visitors on by itself",
            means: """
                A Refresh header or a meta tag in the page sends browsers to another URL. \
                Neither Cloudflare nor this tool follows it. If it leads from http to https \
                on the same host, Flexible and Off may never end.
                """,
            causes: """
                A placeholder page, a panel's start page, an old way to redirect.
                """,
            proof: """
                curl -s http://HOST/ with the origin's address: look for http-equiv refresh.
                """,
            fixes: """
                Replace it by a redirect with a 301 or 302, or check the page it leads to.
                """,
            sources: """
                html.spec.whatwg.org, shared declarative refresh steps
                """),
        Explanation(
            "redirect.several-locations", "a redirect with several destinations",
            means: """
                The answer has more than one Location field, and they differ. Some browsers \
                refuse such an answer, others take the first. The walk took the first.
                """,
            causes: """
                Both the app and the server or proxy in front of it add the field.
                """,
            proof: """
                curl -sI shows both fields.
                """,
            fixes: """
                Let only one of them redirect.
                """,
            sources: """
                RFC 9110 section 10.2.2
                """),
        Explanation(
            "http.body-broken", "the answer breaks off",
            means: """
                The head of the answer is fine, but the body ends before its announced \
                length, or its chunks cannot be read. Visitors get part of a page or an error \
                502 of Cloudflare's.
                """,
            causes: """
                A wrong Content-Length, often from compression behind the server's back.
                The application died in the middle of the answer.
                """,
            proof: """
                curl says: transfer closed with outstanding read data remaining.
                """,
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
