/// Explanations of the errors that the edge itself generates.
extension Explanation {
    private static let errors =
        "support/troubleshooting/http-status-codes/cloudflare-5xx-errors"
    private static let thousands =
        "support/troubleshooting/http-status-codes/cloudflare-1xxx-errors"

    static let codes = [
        Explanation(
            "520", "web server returns an unknown error",
            means: """
                Cloudflare connected (and finished TLS, where the mode uses it), but what came \
                back was empty, malformed, reset, or had a header that is too large.
                """,
            causes: """
                The application crashes or closes the connection on this request.
                Headers over the limit, mostly cookies: warn from 16 KB, fail above 128 KB.
                The server requires a client certificate under TLS 1.3 while Authenticated \
                Origin Pulls is off.
                Broken HTTP/2 on the origin while HTTP/2 to Origin is on.
                nginx "return 444", which closes without a response.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows which leg fails and how.
                The origin's error log at the moment of the request.
                """,
            fixes: """
                Fix the application or its cookies; restart what crashes.
                Turn HTTP/2 to Origin off to see whether that is the cause.
                """,
            sources: """
                \(errors)/error-520
                fundamentals/reference/connection-limits
                """),
        Explanation(
            "521", "web server is down",
            means: """
                The origin refused the TCP connection on the port the mode needs: 80 for Off and \
                Flexible, 443 for https visitors in Full and stronger. It is about a port, not \
                about a certificate: a bad certificate is 526, a failed handshake 525.
                """,
            causes: """
                Nothing listens on 443. It appears when the mode changes from Flexible to Full: \
                traffic moves from port 80 to port 443.
                The server did not start: a wrong key or a missing certificate file is the one \
                way a certificate causes 521.
                A firewall answers Cloudflare's addresses with a reset.
                Nothing listens on 80 while Always Use HTTPS is off, or the mode is Flexible.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN: "tcp.refused" names the port.
                On the origin: ss -ltn shows what is listening; the server's log says why not.
                """,
            fixes: """
                Start the server; make it listen on the port; open the firewall to Cloudflare's \
                addresses (https://www.cloudflare.com/ips/).
                Flexible avoids a 521 on port 443 only if port 80 serves without a redirect to \
                https; it is not a fix, because traffic to the origin is then unencrypted.
                """,
            sources: """
                \(errors)/error-521
                """),
        Explanation(
            "522", "connection timed out",
            means: """
                No answer to the connection attempt: Cloudflare waits 19 seconds for the \
                connection, and 90 seconds for its request to be acknowledged.
                """,
            causes: """
                A firewall drops Cloudflare's packets, on the host or in front of it.
                The address in DNS is no longer the origin's.
                The origin is overloaded, or off.
                """,
            proof: """
                A timeout from elsewhere proves little: the firewall may admit only Cloudflare, \
                or everyone but you. Run fullstrict on the origin.
                On the origin: tcpdump port 443 shows whether Cloudflare's packets arrive.
                """,
            fixes: """
                Allow Cloudflare's ranges on ports 80 and 443.
                Put the right address into DNS.
                """,
            sources: """
                \(errors)/error-522
                fundamentals/reference/connection-limits
                """),
        Explanation(
            "523", "origin is unreachable",
            means: "There is no route from Cloudflare to the origin's address.",
            causes: """
                The address in DNS is wrong, or was given back to the provider.
                Routing problems at the provider; an IPv6 address without IPv6 connectivity.
                The origin routes Cloudflare's addresses wrongly (172.0.0.0/8 on AWS).
                """,
            proof: "fullstrict check HOST --resolve ADDRESS; traceroute to the address.",
            fixes: "Correct the address, or ask the provider about the route.",
            sources: """
                \(errors)/error-523
                fundamentals/reference/cloudflare-ip-addresses
                """),
        Explanation(
            "524", "a timeout occurred",
            means: """
                Cloudflare connected and sent the request, but got no response in 125 seconds \
                (older pages say 100 and 120), or could not send the request in 30.
                """,
            causes: """
                A request that is slow by nature: reports, exports, large uploads.
                A slow database, or all workers busy.
                """,
            proof: """
                fullstrict waits less than 125 s and says how long: "if it stays silent".
                Time the same request on the origin itself.
                """,
            fixes: """
                Make it faster, or answer at once and let the client poll.
                Long jobs on a DNS-only name; Enterprise may raise the limit.
                """,
            sources: """
                \(errors)/error-524
                fundamentals/reference/connection-limits
                """),
        Explanation(
            "525", "SSL handshake failed",
            means: """
                TLS between Cloudflare and the origin failed, in Full, Full (strict) or SSL-Only. \
                The certificate's validity does not matter: Full gives 525 as well.
                """,
            causes: """
                Port 443 speaks plain HTTP, or another protocol.
                The server has no site for this name and rejects it (unrecognized_name).
                No TLS version, cipher or group in common.
                A client certificate is required while Authenticated Origin Pulls is off.
                The connection is reset or closed during the handshake, often by a firewall.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows the alert and its number; it \
                offers exactly what the edge offers. openssl s_client offers more.
                """,
            fixes: """
                Make port 443 serve TLS for this name, with TLS 1.2 or 1.3 and ECDHE.
                A weaker certificate rule (Full) does not help; Flexible does, if port 80 \
                serves.
                """,
            sources: """
                \(errors)/error-525
                ssl/origin-configuration/cipher-suites
                """),
        Explanation(
            "526", "invalid origin certificate",
            means: """
                The handshake would work, but the origin's certificate is not valid for Full \
                (strict) or SSL-Only: dates, trust or name. Full does not check.
                """,
            causes: """
                It has expired, or it was renewed on disk and the server was not reloaded.
                An intermediate is missing. Browsers fetch it; Cloudflare does not.
                It is self-signed, or from a CA that Cloudflare does not trust.
                Neither the requested name nor the CNAME's content is among its names.
                One of several origins has another certificate: then the error comes and goes.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN names the defect, for each address.",
            fixes: """
                Renew and reload; send the whole chain; or install an Origin CA certificate, \
                which Cloudflare issues for up to 15 years.
                Full is Cloudflare's own quick workaround: it stops validation. Treat it as \
                temporary.
                """,
            sources: """
                \(errors)/error-526
                ssl/origin-configuration/ssl-modes/full-strict
                ssl/origin-configuration/origin-ca
                """),
        Explanation(
            "522-or-525", "the handshake stalls",
            means: """
                The connection opens, then TLS gets no response. Which of the two errors \
                Cloudflare shows is not documented; 522 is likelier, because the connection's \
                time limit covers TLS in Cloudflare's open-source proxy.
                """,
            causes: """
                A middlebox drops large first packets (the post-quantum hello needs two).
                A proxy in front waits for a header (PROXY protocol) that never comes.
                The server is overloaded.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v: connected, then silence.",
            fixes: "Check what is in between: load balancer, firewall, PROXY protocol.",
            sources: """
                \(errors)/error-525
                \(errors)/error-522
                cloudflare/pingora: pingora-core/src/connectors
                """),
        Explanation(
            "530/1016", "origin DNS error",
            means: """
                The origin's name (the content of a proxied CNAME, a load balancer's endpoint) \
                has no address. The page says 530, its body 1016.
                """,
            causes: """
                The target of the CNAME was deleted or misspelt.
                The target's own DNS is broken.
                """,
            proof: "dig TARGET A; fullstrict check HOST --connect-to TARGET.",
            fixes: "Correct the CNAME, or give its target an address.",
            sources: """
                \(errors)/error-530
                \(thousands)/error-1016
                """),
        Explanation(
            "1000", "DNS points to prohibited IP",
            means: """
                The record behind a proxied name has an address that Cloudflare does not connect to: \
                Cloudflare's own (1000) or a local or reserved one (1002).
                """,
            causes: """
                An A record with one of Cloudflare's addresses instead of the origin's.
                The origin proxies back to its own proxied name.
                A private address in public DNS.
                """,
            proof: "fullstrict check HOST --resolve ADDRESS recognises such addresses.",
            fixes: "Put the origin's own public address into the record.",
            sources: """
                \(thousands)/error-1000
                \(thousands)/error-1002
                """),
        Explanation(
            "loop", "redirects never end (ERR_TOO_MANY_REDIRECTS)",
            means: """
                The browser is redirected in a loop. In Off and Flexible, Cloudflare uses port 80 \
                of the origin; if that redirects to https, the next request arrives on port 80 \
                again.
                """,
            causes: """
                Flexible (or Off) with an origin that redirects http to https.
                An origin that redirects https to http, with Always Use HTTPS or HSTS on.
                The app ignores X-Forwarded-Proto, which holds the visitor's scheme.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows the trail in each mode, asked \
                with both values of X-Forwarded-Proto.
                """,
            fixes: """
                Choose Full (strict), once port 443 works. That fixes the cause.
                Or let the app trust X-Forwarded-Proto from Cloudflare's addresses.
                """,
            sources: """
                ssl/troubleshooting/too-many-redirects
                fundamentals/reference/http-headers
                """),
    ]
}
