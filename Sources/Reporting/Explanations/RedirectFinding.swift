internal import EdgePolicy
internal import OriginFacts

/// The wording for redirects, including redirects that never end.
extension Wording {
    func words(_ finding: RedirectFinding) -> FindingWords {
        switch finding {
        case .toHTTPS: redirectsToHTTPS()
        case .toHTTP: redirectsToHTTP()
        case .loop(let modes, let trust): redirectLoop(modes, trust)
        case .toOtherHost(let host): redirectsToOtherHost(host)
        case .severalLocations(let leg): severalLocations(leg)
        case .refresh(let leg, let target): refreshes(leg, target)
        }
    }

    private func redirectsToHTTPS() -> FindingWords {
        FindingWords(
            "http requests are redirected to https",
            saw: "port \(target.originPorts.http) redirects to https",
            means: "Full and stronger work well with this; Off and Flexible loop.")
    }

    private func redirectsToHTTP() -> FindingWords {
        FindingWords(
            "https requests are redirected to http",
            saw: "port \(target.originPorts.https) redirects to http",
            means: """
                https visitors end up on http. With Always Use HTTPS or HSTS, that is a redirect \
                loop in Full and stronger.
                """)
    }

    private func redirectLoop(_ modes: [EncryptionMode], _ trust: HeaderTrust) -> FindingWords {
        let proof: TerminalText =
            switch trust {
            case .trusted: "the redirect depends on X-Forwarded-Proto and still loops"
            case .ignoredFromHere: "the same redirect whatever X-Forwarded-Proto says"
            }
        let doubt: TerminalText =
            switch trust {
            case .trusted: ""
            case .ignoredFromHere:
                ", unless the app trusts that header only from Cloudflare's addresses"
            }
        return FindingWords(
            "redirects never end", saw: proof,
            means: "Browsers give up (ERR_TOO_MANY_REDIRECTS) in \(Wording.names(modes))\(doubt).")
    }

    private func redirectsToOtherHost(_ host: String) -> FindingWords {
        let own = target.host.ascii
        let isSibling = host == "www." + own || own == "www." + host
        return FindingWords(
            "visitors are sent to another host", saw: "redirect to \(host)",
            means: isSibling
                ? """
                The redirect is passed through. \(host) is in the same zone and mode: check \
                it too.
                """
                : """
                The redirect is passed through. What \(host) serves depends on its own zone's mode: check it too.
                """)
    }

    private func severalLocations(_ leg: Leg) -> FindingWords {
        FindingWords(
            "a redirect has several destinations",
            saw: "\(name(leg)): Location fields that differ",
            means:
                """
                The redirect is passed through. Browsers differ: some reject it, some follow the \
                first.
                """
        )
    }

    private func refreshes(_ leg: Leg, _ destination: String) -> FindingWords {
        FindingWords(
            "the page itself redirects visitors",
            saw: "\(name(leg)): refresh to \(destination)",
            means: """
                Cloudflare does not see such a redirect, and it was not followed here. If it \
                leads to https on this host, visitors may get a redirect loop in Flexible and \
                Off.
                """)
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let redirects = [
        Explanation(
            "redirect.to-https", "http requests are redirected to https",
            means: """
                Port 80 answers with a redirect to https. That suits Full and stronger; in Off \
                and Flexible visitors get a redirect loop.
                """,
            causes: "A redirect in the server or the application.",
            proof: "curl -I http://ORIGIN/ -H Host:HOST",
            fixes: "Choose Full (strict) once port 443 works.",
            sources: "ssl/troubleshooting/too-many-redirects"),
        Explanation(
            "redirect.to-http", "https requests are redirected to http",
            means: """
                Port 443 answers with a redirect to http. With Always Use HTTPS or HSTS, visitors \
                get a redirect loop.
                """,
            causes: "An http base URL in the application's settings.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Set the application's URL to https; remove the redirect.",
            sources: "ssl/troubleshooting/too-many-redirects"),
        Explanation(
            "redirect.loop", "redirects never end",
            means: """
                The redirects return to the same URL. Browsers say ERR_TOO_MANY_REDIRECTS. If the \
                origin ignores X-Forwarded-Proto, the loop is certain, unless the app trusts that \
                header only from Cloudflare's addresses.
                """,
            causes: """
                Off or Flexible with an origin that redirects to https.
                https redirected to http, with Always Use HTTPS on.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v shows the trail of each mode.",
            fixes: """
                Choose Full (strict).
                Let the app trust X-Forwarded-Proto from Cloudflare's addresses.
                """,
            sources: """
                ssl/troubleshooting/too-many-redirects
                fundamentals/reference/http-headers
                """),
        Explanation(
            "redirect.other-host", "visitors are sent to another host",
            means: """
                The redirect is passed through to the visitor; what the other host serves depends \
                on its own zone's mode.
                """,
            causes: "A redirect between www and the apex; a move to another name.",
            proof: "fullstrict check HOST --resolve ORIGIN -v",
            fixes: "Check the other host too.",
            sources: "fundamentals/reference/error-responses"),
        Explanation(
            "redirect.by-page", "the page itself redirects visitors",
            means: """
                A Refresh header or a meta tag in the page sends browsers to another URL. Neither \
                Cloudflare nor this tool follows it. If it leads from http to https on the same \
                host, visitors may get a redirect loop in Flexible and Off.
                """,
            causes: "A placeholder page, a panel's start page, an old way to redirect.",
            proof: "curl -s http://HOST/ with the origin's address: look for http-equiv refresh.",
            fixes: "Replace it with a 301 or 302 redirect, or check the page it leads to.",
            sources: "html.spec.whatwg.org, shared declarative refresh steps"),
        Explanation(
            "redirect.several-locations", "a redirect has several destinations",
            means: """
                The response has more than one Location field, and they differ. Some browsers \
                reject such a response, others follow the first. This check followed the first.
                """,
            causes: "Both the app and the server or proxy in front of it add the field.",
            proof: "curl -sI shows both fields.",
            fixes: "Let only one of them redirect.",
            sources: "RFC 9110 section 10.2.2"),
    ]
}
