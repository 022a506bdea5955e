internal import EdgePolicy
internal import OriginFacts

/// Answers that are missing, broken or not meant for us.
extension Wording {
    /// What an error on that leg does: as a dead port would.
    private func legMeans(_ leg: Leg, _ error: TerminalText) -> TerminalText {
        switch leg {
        case .plain: portMeans(target.originPorts.http, error)
        case .tls: portMeans(target.originPorts.https, error)
        }
    }

    func emptyAnswer(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the origin hangs up without an answer",
            saw: "\(name(leg)): closed without a byte", means: legMeans(leg, "520"))
    }

    func malformedAnswer(_ leg: Leg, _ reason: String) -> FindingWords {
        FindingWords(
            "the answer is not HTTP", saw: "\(name(leg)): \(reason)", means: legMeans(leg, "520"))
    }

    func headerTooLarge(_ leg: Leg, _ bytes: Int) -> FindingWords {
        FindingWords(
            "the answer's header is too large",
            saw: "\(name(leg)): more than \(bytes) bytes of header; the edge takes 128 KB",
            means: legMeans(leg, "520"))
    }

    func largeHeader(_ leg: Leg, _ bytes: Int) -> FindingWords {
        FindingWords(
            "the answer's header is large", saw: "\(name(leg)): \(bytes) bytes of header",
            means: "Served today. Cloudflare's pages name limits from 16 KB to 128 KB; above: 520.")
    }

    func answerReset(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the origin resets the connection",
            saw: "\(name(leg)): reset before the answer was whole",
            means: legMeans(leg, "520"))
    }

    func answerTimedOut(_ leg: Leg, _ milliseconds: Int) -> FindingWords {
        let waited = Wording.seconds(milliseconds)
        return FindingWords(
            "the origin is slow to answer", saw: "\(name(leg)): asked, no answer in \(waited)",
            means: """
                \(legMeans(leg, "524")) That is, if it stays silent for 125 s; we waited \(waited).
                """)
    }

    func brokenHTTP2(_ reason: String, _ older: HTTP1Trial?) -> FindingWords {
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

    func bodyBroken(_ leg: Leg) -> FindingWords {
        FindingWords(
            "the answer breaks off",
            saw: "\(name(leg)): the body is not as long as announced, or its chunks are broken",
            means: """
                Visitors get part of the page, or Cloudflare's 502: which of the two depends on where it \
                breaks.
                """)
    }

    func strangerRefused(_ leg: Leg, _ status: Int) -> FindingWords {
        FindingWords(
            "strangers are turned away", saw: "\(name(leg)) answers \(status)",
            means: """
                Reach, TLS and certificate are proven. The \(status) itself may be meant for \
                strangers only: Cloudflare may get another answer. It would be passed on.
                """)
    }

    func serverError(_ leg: Leg, _ status: Int) -> FindingWords {
        FindingWords(
            "the origin reports an error of its own", saw: "\(name(leg)) answers \(status)",
            means:
                "Visitors get the \(status): Cloudflare passes it on in every mode that asks here.")
    }

    func answeredByEdge(_ leg: Leg, _ ray: String) -> FindingWords {
        FindingWords(
            "Cloudflare answered, not an origin", saw: "\(name(leg)): cf-ray \(ray)",
            means: "Cannot tell: behind this address is Cloudflare again. Name the real origin.")
    }
}
