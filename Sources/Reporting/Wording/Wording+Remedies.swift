package import EdgePolicy
internal import OriginFacts

/// The wording for remedies.
extension Wording {
    /// Returns the sentence for a remedy, with configuration if it helps.
    package func advice(_ remedy: Remedy) -> Advice {
        Advice(fix(remedy), snippets: snippets(remedy))
    }

    // swift-format-ignore
    private func fix(_ remedy: Remedy) -> TerminalText {
        switch remedy {
        case .nameTheOrigin:                     "Specify the origin: see \"How to specify the origin\"."
        case .runOnTheOrigin:                    "Run this on the origin, or from an address its firewall admits: \(onOrigin)"
        case .alwaysUseHTTPS:                    "Turn on Always Use HTTPS (SSL/TLS > Edge Certificates): then no visitor needs port \(target.originPorts.http)."
        case .listen(let port, let scheme, let at): listen(port, scheme, at)
        case .openPort(let port, let at):        "Open TCP port \(port)\(place(at)) in the firewall, at least for Cloudflare's addresses."
        case .allowCloudflareRanges(let at):     "Let Cloudflare's addresses (https://www.cloudflare.com/ips/) through the firewall\(place(at))."
        case .fixRouting(let at):                "Fix the route to the origin\(place(at)), or remove the address from DNS."
        case .repairChain(let issuer, let at):   repairChain(issuer, at)
        case .renewCertificate(let names, let at): "Renew the certificate for \(Wording.names(names))\(place(at)), then reload the server: until then it serves the old one."
        case .installCertificate(let names, let at): "Install a Cloudflare Origin CA certificate, or one from a public CA, for \(Wording.names(names))\(place(at))."
        case .addName(let name, let at):         "Get a certificate that lists \(name) among its names, and install it\(place(at))."
        case .enableTLS(let port, let at):       "Make the server use TLS on port \(port)\(place(at)), with a certificate for \(target.host.ascii)."
        case .offerEdgeParameters(let at):       "Allow TLS 1.2 or 1.3 with ECDHE and AES-GCM\(place(at)), the groups X25519 or P-256, and http/1.1 by ALPN. The server's log says what it refused."
        case .answerServerName(let name, let at): "Give the server a TLS site for \(name)\(place(at)); it rejects that name now."
        case .authenticatedOriginPulls(let at):  "Turn on Authenticated Origin Pulls for the zone, or stop requiring client certificates\(place(at))."
        case .fixHTTPAnswer(let leg, let at):    "Check the server's log for why \(name(leg))\(place(at)) does not respond properly."
        case .disableHTTP2ToOrigin(let status):  disableHTTP2(status)
        case .trustForwardedProto:               "Let the app trust X-Forwarded-Proto from Cloudflare's addresses, or choose Full or stronger."
        case .removeRedirect(let leg):           "Remove the redirect on \(name(leg)); let Cloudflare redirect instead (Always Use HTTPS)."
        case .serveSameSite(let at):             "Make both ports\(place(at)) serve the site \(target.host.ascii)."
        case .renewWithoutPath:                  "Renew by DNS-01, or install a Cloudflare Origin CA certificate, which lasts up to 15 years: neither needs that path."
        case .fixDNS(let name):                  "Give \(name) an address record with the origin's public address."
        case .withdrawAddress(let at):           "Remove \(Wording.addresses(at)) from DNS until it is fixed."
        case .perHostRule(let mode, let host):   "Until then, a Configuration Rule may give \(host) alone the mode \(Wording.name(mode))."
        case .weakerMode(let mode):              "Temporary workaround (less secure): \(Wording.name(mode))."
        }
    }

    private func disableHTTP2(_ status: Int?) -> TerminalText {
        let proof: TerminalText = status.map { ": over HTTP/1.1 this origin answers \($0)" } ?? ""
        return "Turn HTTP/2 to Origin off (Speed > Settings)\(proof). Or fix the server's HTTP/2."
    }

    private var onOrigin: TerminalText {
        "fullstrict check \(target.host.ascii) --connect-to 127.0.0.1 --vantage origin"
    }

    private func listen(
        _ port: UInt16, _ scheme: VisitorScheme, _ at: [IPAddress]
    ) -> TerminalText {
        switch scheme {
        case .http: "Start the server\(place(at)), or make it listen on port \(port)."
        case .https:
            """
            Start the server\(place(at)), or make it listen on port \(port) with TLS. \
            A wrong key or a missing certificate file keeps servers from starting: read its log.
            """
        }
    }

    private func repairChain(_ issuer: String, _ at: [IPAddress]) -> TerminalText {
        issuer.isEmpty
            ? "Send the leaf, then each issuer in order, and nothing else\(place(at)); then reload."
            : """
            Send the leaf followed by \(issuer)\(place(at)), then reload the server. If that is a \
            root of your own, install an Origin CA certificate or one from a public CA instead.
            """
    }
}

/// The wording for the recommendation that accompanies the remedies.
extension Wording {
    /// Returns the sentence below the verdict, which recommends a mode for now.
    package func recommendation(_ recommendation: Recommendation) -> TerminalText? {
        guard let best = recommendation.mode else { return nil }
        guard let blocked = recommendation.blocked else {
            return "Recommended mode: \(Wording.name(best))."
        }
        let ids = Wording.shortList(blocked.findings.map { "\($0)" })
        return """
            Recommended mode today: \(Wording.name(best)). Before \(Wording.name(blocked.mode)), \
            fix: \(blocked.findings.isEmpty ? "the problems below" : ids).
            """
    }

    /// Returns the sentence about a side effect of changing the mode.
    package static func sentence(_ effect: SideEffect) -> TerminalText {
        switch effect {
        case .leavingFlexible:
            "Leaving Flexible: cached pages are fetched again, and resources loaded over http may be blocked (mixed content)."
        case .originCAOnly:
            "Origin CA certificates are trusted by Cloudflare only: keep the record proxied, and do not pause the zone."
        case .automaticMode:
            "Automatic SSL/TLS can change the mode; select Custom to pin it."
        }
    }
}
