internal import CertificateForge
internal import EdgePolicy
internal import OriginFacts

extension LabCatalog {
    /// Origins that redirect. The mode determines which of them loop
    /// (developers.cloudflare.com/ssl/troubleshooting/too-many-redirects).
    static let redirects: [LabOrigin] = [
        LabOrigin(
            "redirect-to-https", "port 80 redirects to https", .redirectToHTTPS,
            http: .plain(.site(.redirect(to: .https))),
            expected: .redirectToHTTPS(), source: "too-many-redirects"),
        LabOrigin(
            "redirect-expired", "port 80 redirects to https, with an expired certificate",
            .redirectToHTTPS,
            tls: .tls(.sends(.sound { $0.notAfter = $1 - CertificateRecipe.day }), .page),
            http: .plain(.site(.redirect(to: .https))),
            expected: .redirectToHTTPS(validated: "526"), source: "too-many-redirects; error-526"),
        LabOrigin(
            "redirect-tls-closed", "port 80 redirects to https, where nothing listens",
            .redirectToHTTPS,
            tls: .closed, http: .plain(.site(.redirect(to: .https))),
            expected: .redirectToHTTPS(tls: "521", validated: "521"),
            source: "too-many-redirects; error-521"),
        LabOrigin(
            "redirect-forwarded", "redirects to https unless X-Forwarded-Proto says https",
            .forwardedAwareRedirect,
            tls: .tls(.sends(.sound), .site(.redirectUnlessForwardedHTTPS)),
            http: .plain(.site(.redirectUnlessForwardedHTTPS)),
            expected: ExpectedOutcomes(
                off: .both("loop"), flexible: .both("200"), full: .both("200"),
                strict: .both("200"), sslOnly: .both("200")),
            basis: .inferred, source: "http-headers: X-Forwarded-Proto"),
        LabOrigin(
            "redirect-cf-visitor", "redirects to https unless CF-Visitor says https",
            .forwardedAwareRedirect,
            tls: .tls(.sends(.sound), .site(.redirectUnlessVisitorHTTPS)),
            http: .plain(.site(.redirectUnlessVisitorHTTPS)),
            expected: ExpectedOutcomes(
                off: .both("loop"), flexible: .both("200"), full: .both("200"),
                strict: .both("200"), sslOnly: .both("200")),
            basis: .inferred, source: "http-headers: CF-Visitor"),
        LabOrigin(
            "redirect-in-two-steps", "one redirect to https, the next to /home/",
            .redirectToHTTPS,
            tls: .tls(
                .sends(.sound), .site(.redirect(toReference: "/home/", servedAt: "/home/"))),
            http: .plain(.site(.redirect(to: .https, status: 308))),
            expected: .redirectToHTTPS(), basis: .inferred, source: "too-many-redirects"),
        LabOrigin(
            "redirect-to-http", "the TLS port redirects to http", .redirectToHTTP,
            tls: .tls(.sends(.sound), .site(.redirect(to: .http))),
            expected: ExpectedOutcomes(
                off: .both("200"), flexible: .both("200"), full: .both("200"),
                strict: .both("200"), sslOnly: .both("loop")),
            source: "too-many-redirects"),
        LabOrigin(
            "redirect-both-ways", "http redirects to https, https to http", .mutualRedirect,
            tls: .tls(.sends(.sound), .site(.redirect(to: .http))),
            http: .plain(.site(.redirect(to: .https))),
            expected: .everywhere("loop"), source: "too-many-redirects"),
        LabOrigin(
            "redirect-to-www", "both ports redirect to www", .redirectToOtherHost,
            tls: .tls(.sends(.sound), .site(.redirect(toHost: "www.redirect-to-www.lab.test"))),
            http: .plain(.site(.redirect(toHost: "www.redirect-to-www.lab.test"))),
            expected: .everywhere("301"), source: "error-responses"),
        LabOrigin(
            "redirect-to-path", "both ports redirect to /home/, by a relative Location",
            .redirectToPath,
            tls: .tls(
                .sends(.sound), .site(.redirect(toReference: "home/", servedAt: "/home/"))),
            http: .plain(.site(.redirect(toReference: "home/", servedAt: "/home/"))),
            expected: .everywhere("200"), basis: .inferred, source: "RFC 9110 section 10.2.2"),
        LabOrigin(
            "redirect-to-itself", "both ports redirect to the same URL", .redirectToItself,
            tls: .tls(.sends(.sound), .site(.redirect(toReference: "/", servedAt: "/never"))),
            http: .plain(.site(.redirect(toReference: "/", servedAt: "/never"))),
            expected: .everywhere("loop"), basis: .inferred, source: "RFC 9110 section 15.4"),
        both(
            "redirect-to-port", "both ports redirect to port 8443 of the same host",
            .redirectToPort, "https://redirect-to-port.lab.test:8443/"),
        both(
            "redirect-to-script", "both ports redirect to a javascript: URL", .hostileRedirect,
            "javascript:alert(1)"),
        both(
            "redirect-in-disguise", "a redirect with the host name as the URL's user part",
            .hostileRedirect, "https://redirect-in-disguise.lab.test@evil.test/"),
        both(
            "redirect-nowhere", "301 without a Location", .redirectWithoutLocation, nil),
    ]

    /// Creates an origin that sends the same Location from both ports. Only browsers follow it, so
    /// the edge passes the 301 through.
    private static func both(
        _ id: String, _ summary: String, _ shape: LabShape, _ location: String?
    ) -> LabOrigin {
        LabOrigin(
            id, summary, shape, tls: .tls(.sends(.sound), .site(.location(location))),
            http: .plain(.site(.location(location))),
            expected: .everywhere("301"), basis: .inferred, source: "RFC 9110 section 10.2.2")
    }
}
