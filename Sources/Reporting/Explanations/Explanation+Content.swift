/// Findings about redirects and what is served.
extension Explanation {
    static let content = [
        Explanation(
            "redirect.to-https", "plain requests are redirected to https",
            means: """
                Port 80 answers with a redirect to https. Right for Full and stronger; in \
                Off and Flexible the visitor is sent round in circles.
                """,
            causes: """
                A redirect in the server or the application.
                """,
            proof: """
                curl -I http://ORIGIN/ -H Host:HOST.
                """,
            fixes: """
                Choose Full (strict) once port 443 works.
                """,
            sources: """
                ssl/troubleshooting/too-many-redirects
                """),
        Explanation(
            "redirect.to-http", "TLS requests are redirected to http",
            means: """
                Port 443 answers with a redirect to http. With Always Use HTTPS or HSTS \
                the visitor is sent round in circles.
                """,
            causes: """
                A base URL with http in the application's settings.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v.
                """,
            fixes: """
                Set the application's URL to https; remove the redirect.
                """,
            sources: """
                ssl/troubleshooting/too-many-redirects
                """),
        Explanation(
            "redirect.loop", "redirects never end",
            means: """
                The same place comes round again. Browsers say ERR_TOO_MANY_REDIRECTS. If \
                the origin answers alike whatever X-Forwarded-Proto says, the loop is \
                certain, unless the app trusts that header only from Cloudflare's \
                addresses.
                """,
            causes: """
                Off or Flexible with an origin that redirects to https.
                https redirected to http, with Always Use HTTPS on.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows the trail of each mode.
                """,
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
                The redirect is passed on to the visitor; what the other host serves is \
                judged by its own zone's mode.
                """,
            causes: """
                www beside the apex; a move to another name.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v.
                """,
            fixes: """
                Check the other host too.
                """,
            sources: """
                fundamentals/reference/error-responses
                """),
        Explanation(
            "content.differs", "http and https serve different pages",
            means: """
                The two ports give different answers. A change of mode changes what \
                visitors see, though no error appears; Cloudflare's Automatic SSL/TLS does \
                not upgrade such sites.
                """,
            causes: """
                The default site answers on 443.
                A redirect on one port only.
                Pages that differ with each request.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v shows both answers.
                """,
            fixes: """
                Serve the same site on both ports.
                """,
            sources: """
                ssl/origin-configuration/ssl-modes
                """),
        Explanation(
            "vhost.other-site", "another site answers on the TLS port",
            means: """
                A placeholder or default page or certificate is recognised: visitors of \
                Full would get that page, with status 200.
                """,
            causes: """
                No TLS site for this name, so the server's default answers.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v names what was recognised.
                """,
            fixes: """
                Give the server a TLS site for the name.
                """,
            sources: """
                ssl/origin-configuration/ssl-modes/full
                """),
    ]
}
