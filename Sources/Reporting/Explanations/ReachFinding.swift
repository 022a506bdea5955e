internal import EdgePolicy
internal import OriginFacts

/// The wording for ports that do not respond as they should.
extension Wording {
    func words(_ finding: ReachFinding) -> FindingWords {
        switch finding {
        case .refused(let port, let other): refused(port, otherPortAnswers: other)
        case .prohibited(let port): prohibited(port)
        case .timedOut(let port, let time, let other): timedOut(port, time, otherPortAnswers: other)
        case .unreachable(let port): unreachable(port)
        case .reset(let port): connectionReset(port)
        case .notTested(let why): notTested(why)
        }
    }

    private func refused(_ port: UInt16, otherPortAnswers: Bool) -> FindingWords {
        FindingWords(
            otherPortAnswers
                ? "nothing is listening on port \(port)" : "nothing is listening on either port",
            saw: otherPortAnswers
                ? "connection to port \(port) refused; the other port accepts connections"
                : "connections to both ports refused",
            means: otherPortAnswers
                ? portMeans(port, "521")
                : isOnOrigin
                    ? "Visitors get 521 in every mode."
                    : """
                    Visitors get 521 in every mode, unless a firewall rejects non-Cloudflare \
                    addresses: run this on the origin to be sure.
                    """)
    }

    private func prohibited(_ port: UInt16) -> FindingWords {
        FindingWords(
            "a firewall rejected us on port \(port)",
            saw: "port \(port): administratively prohibited (ICMP)",
            means: """
                Cannot tell: a firewall answered, and it may admit Cloudflare. Run this on the origin.
                """)
    }

    private func timedOut(
        _ port: UInt16, _ milliseconds: Int, otherPortAnswers: Bool
    ) -> FindingWords {
        let wait: TerminalText =
            "no answer in \(Wording.seconds(milliseconds)); Cloudflare waits 19 s"
        return FindingWords(
            otherPortAnswers ? "port \(port) does not respond" : "no port responds",
            saw: "port \(port): \(wait)",
            means: otherPortAnswers
                ? portMeans(port, "522")
                : isOnOrigin
                    ? "Cannot tell: a packet filter on this machine drops its own connections."
                    : """
                    Cannot tell: a firewall that admits only Cloudflare looks the same from here. \
                    If Cloudflare gets no answer either, visitors get 522.
                    """)
    }

    private func unreachable(_ port: UInt16) -> FindingWords {
        FindingWords(
            "the address is unreachable", saw: "port \(port): network or host unreachable",
            means: portMeans(port, "523"))
    }

    private func connectionReset(_ port: UInt16) -> FindingWords {
        FindingWords(
            "connections are reset immediately",
            saw: "port \(port): reset after the connection was accepted",
            means: portMeans(port, isTLSPort(port) ? "525" : "520"))
    }

    private func notTested(_ why: NotTested) -> FindingWords {
        FindingWords(
            "not checked", saw: Wording.words(why),
            means: "Cannot tell: this was not checked.")
    }

    private func isTLSPort(_ port: UInt16) -> Bool {
        port == target.originPorts.https
    }

    /// Returns a sentence about the visitors affected by a closed port and the error they receive.
    func portMeans(_ port: UInt16, _ error: TerminalText) -> TerminalText {
        let here: TerminalText =
            originCount > 1 ? "\(error) when Cloudflare uses this origin" : error
        // With an HTTPS port other than 443, Flexible acts as Full.
        let isFlexiblePlain = target.visitorPorts.https == 443
        if isTLSPort(port) {
            let flexible: TerminalText = isFlexiblePlain ? "" : "Flexible, "
            return "Visitors get \(here) in \(flexible)Full, Full (strict) and Strict (SSL-Only)."
        }
        return """
            Visitors get \(here) in \(isFlexiblePlain ? "Off and Flexible" : "Off"). In Full and \
            Full (strict), http:// visitors get \(error) unless Always Use HTTPS is on.
            """
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let reach = [
        Explanation(
            "tcp.refused", "the connection is refused",
            means: """
                The host answers, but nothing listens on the port. Visitors get 521 in the modes \
                that need the port: 80 for Off and Flexible, 443 for Full and stronger.
                """,
            causes: """
                No server on that port; often 443 after a switch from Flexible to Full.
                The server did not start: wrong key, missing certificate file, port taken.
                It listens on 127.0.0.1 only.
                A firewall answers other clients than Cloudflare with a reset.
                """,
            proof: """
                On the origin: ss -ltn, then the server's log.
                fullstrict check HOST --connect-to 127.0.0.1 --vantage origin, on the origin.
                """,
            fixes: """
                Start the server and make it listen on the port.
                For port 80 only: with Always Use HTTPS, visitors do not need that port.
                """,
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521"),
        Explanation(
            "tcp.prohibited", "a firewall rejects the connection",
            means: """
                An ICMP message says "administratively prohibited". It may apply only to clients \
                other than Cloudflare, so it proves nothing about Cloudflare.
                """,
            causes: "A firewall that rejects with ICMP instead of a reset.",
            proof: "Run this on the origin, or from an address that is admitted.",
            fixes: "Admit Cloudflare's ranges (https://www.cloudflare.com/ips/).",
            sources: "fundamentals/concepts/cloudflare-ip-addresses"),
        Explanation(
            "tcp.timeout", "the port does not respond",
            means: """
                No answer to the connection attempt. If Cloudflare gets none either, visitors get \
                522 after 19 seconds. If no port of that address answers us, a firewall that \
                admits only Cloudflare would look the same, so we cannot tell.
                """,
            causes: """
                A firewall that drops packets.
                A server that is off, or an address that is no longer its own.
                A security group that does not allow port 443.
                """,
            proof: """
                Run this on the origin: fullstrict check HOST --connect-to 127.0.0.1 --vantage \
                origin.
                On the origin: tcpdump tcp port 443 during a visit.
                """,
            fixes: """
                Admit Cloudflare's ranges on the port.
                Correct the address.
                """,
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-522"),
        Explanation(
            "net.unreachable", "the address is unreachable",
            means: """
                A router reports that the network or the host is unreachable. If Cloudflare finds \
                the same, visitors get 523.
                """,
            causes: """
                A wrong address; an address given back to the provider.
                IPv6 that is not set up.
                """,
            proof: "traceroute ADDRESS.",
            fixes: "Correct the address, or ask the provider.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-523"),
        Explanation(
            "tcp.reset", "the connection is reset immediately",
            means: """
                The port accepts the connection and resets it at once. Whether Cloudflare's \
                connections are reset too cannot be told from here.
                """,
            causes: """
                A load balancer without a server behind it.
                A firewall or a connection limit that depends on the source address.
                """,
            proof: "Try again later and from elsewhere; read the balancer's log.",
            fixes: "Fix what is behind the port; admit Cloudflare's ranges.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "vantage.banned", "the address stopped answering during the scan",
            means: """
                It answered for other names of the scan, then refused or ignored several in a \
                row: a firewall that bans scanners. This says nothing about the site.
                """,
            causes: """
                fail2ban, CSF or the hosting provider's firewall banned us for too many connections.
                The server went down in the middle of the scan.
                """,
            proof: "fullstrict check HOST from another address, or after some minutes.",
            fixes: """
                Admit the address the scan runs from, or scan more slowly: --per-ip 1 \
                --per-ip-rate 1.
                """,
            sources: "docs/scanning.md"),
        Explanation(
            "vantage.inconclusive", "not checked",
            means: """
                Something was not checked, because of this machine or the command, not the \
                origin: no IPv6 here, an option, a private address from DNS, no time left.
                """,
            causes: """
                This machine has no route for the address family.
                --timeout was too short for all addresses.
                The address is private and came from DNS.
                """,
            proof: """
                The text after "saw" names the reason.
                """,
            fixes: "Run this where the address is reachable, or change the option.",
            sources: "RFC 6890"),
    ]
}
