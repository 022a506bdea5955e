/// Findings about ports that do not answer as they should.
extension Explanation {
    static let reach = [
        Explanation(
            "tcp.refused", "the connection is refused",
            means: """
                The host answers, but nothing listens on the port. Cloudflare's answer is \
                521 in the modes that need the port: 80 for Off and Flexible, 443 for Full \
                and stronger.
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
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521
                """),
        Explanation(
            "tcp.prohibited", "a firewall turns the connection away",
            means: """
                An ICMP message says "administratively prohibited". It may be meant for \
                strangers only, so nothing is said about Cloudflare.
                """,
            causes: """
                A firewall that rejects with ICMP instead of a reset.
                """,
            proof: """
                Run it on the origin, or from an admitted address.
                """,
            fixes: """
                Admit Cloudflare's ranges (https://www.cloudflare.com/ips/).
                """,
            sources: """
                fundamentals/concepts/cloudflare-ip-addresses
                """),
        Explanation(
            "tcp.timeout", "the port is silent",
            means: """
                No answer to the connection attempt. If Cloudflare meets the same, \
                visitors get 522 after 19 seconds. If nothing at that address answers us, \
                a firewall that admits only Cloudflare looks just so: then it cannot be \
                told.
                """,
            causes: """
                A firewall that drops packets.
                A server that is off, or an address that is not its own any more.
                A security group that lacks port 443.
                """,
            proof: """
                Run it on the origin: fullstrict check HOST --connect-to 127.0.0.1 --vantage origin.
                On the origin: tcpdump tcp port 443 while somebody visits.
                """,
            fixes: """
                Admit Cloudflare's ranges on the port.
                Correct the address.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-522
                """),
        Explanation(
            "net.unreachable", "there is no way to the address",
            means: """
                A router says that the network or the host cannot be reached. From \
                Cloudflare that is 523.
                """,
            causes: """
                A wrong address; an address given back to the provider.
                IPv6 that is not set up.
                """,
            proof: """
                traceroute ADDRESS.
                """,
            fixes: """
                Correct the address, or ask the provider.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-523
                """),
        Explanation(
            "tcp.reset", "the connection is reset as soon as it opens",
            means: """
                The port accepts and then resets at once. What Cloudflare meets there \
                cannot be told from here.
                """,
            causes: """
                A load balancer without a server behind it.
                A firewall or a limit on connections that looks at the source.
                """,
            proof: """
                Try again later and from elsewhere; read the balancer's log.
                """,
            fixes: """
                Mend what stands behind the port; admit Cloudflare's ranges.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "vantage.banned", "the address stopped answering during the scan",
            means: """
                It answered other names of the scan and then refused or kept silent for several in a \
                row: a firewall that bans scanners. Nothing is said about the site.
                """,
            causes: """
                fail2ban, CSF or a hoster's firewall counted the connections.
                The server went down in the middle of the scan.
                """,
            proof: """
                fullstrict check HOST from another address, or after some minutes.
                """,
            fixes: """
                Admit the address the scan runs from, or scan more slowly: --per-ip 1 \
                --per-ip-rate 1.
                """,
            sources: """
                docs/scanning.md
                """),
        Explanation(
            "vantage.inconclusive", "not looked at",
            means: """
                Something was not looked at, for a reason of this machine or of the \
                command, not of the origin: no IPv6 here, an option, a private address out \
                of DNS, no time left.
                """,
            causes: """
                This machine has no route for the address family.
                --timeout was too short for all addresses.
                The address is private and came out of DNS.
                """,
            proof: """
                The text after "saw" names the reason.
                """,
            fixes: """
                Run it where the address can be reached, or change the option.
                """,
            sources: """
                RFC 6890
                """),
    ]
}
