internal import EdgePolicy
internal import OriginFacts

/// The wording for names and ports that the edge does not serve.
extension Wording {
    func words(_ finding: EdgeFinding) -> FindingWords {
        switch finding {
        case .notCovered(let name): edgeNotCovered(name)
        case .portNotProxied(let port): portNotProxied(port)
        }
    }

    private func edgeNotCovered(_ name: String) -> FindingWords {
        FindingWords(
            "Cloudflare's free certificate does not cover the name",
            saw: "\(name) is more than one label below the zone's apex",
            means: """
                Universal SSL covers the apex and one label below it. Without an advanced or \
                uploaded certificate, browsers fail before the mode matters.
                """)
    }

    private func portNotProxied(_ port: UInt16) -> FindingWords {
        FindingWords(
            "Cloudflare does not proxy the port",
            saw: "visitors would use port \(port)",
            means: """
                Cloudflare proxies only HTTP on 80, 8080, 8880, 2052, 2082, 2086, 2095 and HTTPS on \
                443, 2053, 2083, 2087, 2096, 8443.
                """)
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let edge = [
        Explanation(
            "edge.not-covered", "Cloudflare's free certificate does not cover the name",
            means: """
                Universal SSL covers the zone's apex and one label below it. A deeper name fails \
                in the browser, before the mode matters.
                """,
            causes: "A name such as a.b.example.com in the zone example.com.",
            proof: "Browsers say ERR_SSL_VERSION_OR_CIPHER_MISMATCH.",
            fixes: """
                Order an advanced certificate for the name (or Total TLS), or use a name one \
                label deep.
                """,
            sources: """
                ssl/edge-certificates/universal-ssl/limitations
                ssl/troubleshooting/general-ssl-errors
                """),
        Explanation(
            "edge.port-not-proxied", "Cloudflare does not proxy the port",
            means: """
                HTTP is proxied on 80, 8080, 8880, 2052, 2082, 2086 and 2095, HTTPS on 443, \
                2053, 2083, 2087, 2096 and 8443. Visitors who use another port do not get through.
                """,
            causes: "The site's URL names a port.",
            proof: "The URL.",
            fixes: """
                Move the URL to one of these ports; an Origin Rule can keep the origin's port.
                """,
            sources: """
                fundamentals/reference/network-ports
                rules/origin-rules/features
                """),
    ]
}
