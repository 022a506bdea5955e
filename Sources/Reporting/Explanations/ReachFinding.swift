internal import EdgePolicy
internal import OriginFacts

/// Ports that do not answer as they should.
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
            otherPortAnswers ? "nothing listens on port \(port)" : "nothing listens on either port",
            saw: otherPortAnswers
                ? "connection to port \(port) refused; the other port answers"
                : "connections to both ports refused",
            means: otherPortAnswers
                ? portMeans(port, "521")
                : isOnOrigin
                    ? "Every mode answers 521."
                    : """
                    Every mode answers 521, unless a firewall refuses strangers: \
                    run it on the origin to be sure.
                    """)
    }

    private func prohibited(_ port: UInt16) -> FindingWords {
        FindingWords(
            "a firewall turned us away on port \(port)",
            saw: "port \(port): administratively prohibited (ICMP)",
            means: """
                Cannot tell: a firewall speaks, and it may admit Cloudflare. \
                Run it on the origin.
                """)
    }

    private func timedOut(
        _ port: UInt16, _ milliseconds: Int, otherPortAnswers: Bool
    ) -> FindingWords {
        let wait: TerminalText =
            "no answer in \(Wording.seconds(milliseconds)); the edge waits 19"
        return FindingWords(
            otherPortAnswers ? "port \(port) is silent" : "no port answers",
            saw: "port \(port): \(wait)",
            means: otherPortAnswers
                ? portMeans(port, "522")
                : isOnOrigin
                    ? "Cannot tell: a packet filter on this machine drops its own connections."
                    : """
                    Cannot tell: a firewall that admits only Cloudflare looks the same from here. \
                    If Cloudflare meets the same silence, visitors get 522.
                    """)
    }

    private func unreachable(_ port: UInt16) -> FindingWords {
        FindingWords(
            "there is no way to the address", saw: "port \(port): network or host unreachable",
            means: portMeans(port, "523"))
    }

    private func connectionReset(_ port: UInt16) -> FindingWords {
        FindingWords(
            "connections are reset as soon as they open",
            saw: "port \(port): reset after the connection was accepted",
            means: portMeans(port, isTLSPort(port) ? "525" : "520"))
    }

    private func notTested(_ why: NotTested) -> FindingWords {
        FindingWords(
            "not looked at", saw: Wording.words(why),
            means: "Cannot tell: nothing is known about what was not looked at.")
    }

    private func isTLSPort(_ port: UInt16) -> Bool {
        port == target.originPorts.https
    }

    /// Which visitors a dead port costs, and what they get.
    func portMeans(_ port: UInt16, _ error: TerminalText) -> TerminalText {
        let here: TerminalText = originCount > 1 ? "\(error) when they ask this origin" : error
        // On an HTTPS port other than 443 Flexible acts as Full.
        let isFlexiblePlain = target.visitorPorts.https == 443
        if isTLSPort(port) {
            let flexible: TerminalText = isFlexiblePlain ? "" : "Flexible, "
            return "\(flexible)Full, Full (strict) and Strict (SSL-Only) answer \(here)."
        }
        return """
            \(isFlexiblePlain ? "Off and Flexible answer" : "Off answers") \(here). In Full and \
            Full (strict) http:// visitors get \(error) unless Always Use HTTPS is on.
            """
    }
}

/// What `explain` says about them.
extension Explanation {
    static let reach = [
        Explanation(
            "tcp.refused", "the connection is refused",
            means: """
                The host answers, but nothing listens on the port. Cloudflare's answer is 521 in \
                the modes that need the port: 80 for Off and Flexible, 443 for Full and \
                stronger.
                """,
            causes: """
                No server on that port; often 443 after a change from Flexible to Full.
                The server did not start: wrong key, missing certificate file, port taken.
                It listens on 127.0.0.1 only.
                A firewall answers strangers with a reset.
                """,
            proof: """
                On the origin: ss -ltn, then the server's log.
                fullstrict check HOST --connect-to 127.0.0.1 --vantage origin, on the origin.
                """,
            fixes: """
                Start the server and make it listen on the port.
                For port 80 alone: Always Use HTTPS spares visitors that port.
                """,
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521"),
        Explanation(
            "tcp.prohibited", "a firewall turns the connection away",
            means: """
                An ICMP message says "administratively prohibited". It may be meant for \
                strangers only, so nothing is said about Cloudflare.
                """,
            causes: "A firewall that rejects with ICMP instead of a reset.",
            proof: "Run it on the origin, or from an admitted address.",
            fixes: "Admit Cloudflare's ranges (https://www.cloudflare.com/ips/).",
            sources: "fundamentals/concepts/cloudflare-ip-addresses"),
        Explanation(
            "tcp.timeout", "the port is silent",
            means: """
                No answer to the connection attempt. If Cloudflare meets the same, visitors get \
                522 after 19 seconds. If nothing at that address answers us, a firewall that \
                admits only Cloudflare looks just so: then it cannot be told.
                """,
            causes: """
                A firewall that drops packets.
                A server that is off, or an address that is not its own any more.
                A security group that lacks port 443.
                """,
            proof: """
                Run it on the origin: fullstrict check HOST --connect-to 127.0.0.1 --vantage \
                origin.
                On the origin: tcpdump tcp port 443 while somebody visits.
                """,
            fixes: """
                Admit Cloudflare's ranges on the port.
                Correct the address.
                """,
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-522"),
        Explanation(
            "net.unreachable", "there is no way to the address",
            means: """
                A router says that the network or the host cannot be reached. From Cloudflare \
                that is 523.
                """,
            causes: """
                A wrong address; an address given back to the provider.
                IPv6 that is not set up.
                """,
            proof: "traceroute ADDRESS.",
            fixes: "Correct the address, or ask the provider.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-523"),
        Explanation(
            "tcp.reset", "the connection is reset as soon as it opens",
            means: """
                The port accepts and then resets at once. What Cloudflare meets there cannot be \
                told from here.
                """,
            causes: """
                A load balancer without a server behind it.
                A firewall or a limit on connections that looks at the source.
                """,
            proof: "Try again later and from elsewhere; read the balancer's log.",
            fixes: "Mend what stands behind the port; admit Cloudflare's ranges.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "vantage.banned", "the address stopped answering during the scan",
            means: """
                It answered other names of the scan and then refused or kept silent for several \
                in a row: a firewall that bans scanners. Nothing is said about the site.
                """,
            causes: """
                fail2ban, CSF or a hoster's firewall counted the connections.
                The server went down in the middle of the scan.
                """,
            proof: "fullstrict check HOST from another address, or after some minutes.",
            fixes: """
                Admit the address the scan runs from, or scan more slowly: --per-ip 1 \
                --per-ip-rate 1.
                """,
            sources: "docs/scanning.md"),
        Explanation(
            "vantage.inconclusive", "not looked at",
            means: """
                Something was not looked at, for a reason of this machine or of the command, not \
                of the origin: no IPv6 here, an option, a private address out of DNS, no time \
                left.
                """,
            causes: """
                This machine has no route for the address family.
                --timeout was too short for all addresses.
                The address is private and came out of DNS.
                """,
            proof: """
                The text after "saw" names the reason.
                """,
            fixes: "Run it where the address can be reached, or change the option.",
            sources: "RFC 6890"),
    ]
}
