/// Findings on certificate files and on what is served of them.
extension Explanation {
    static let files = [
        Explanation(
            "key.mismatch", "the key belongs to another certificate",
            means: """
                The private key is not the one the certificate was issued for. Web servers refuse the \
                pair when they start, so nothing listens: the one way a certificate causes 521.
                """,
            causes: """
                The certificate was renewed with a new key, and the old key file stayed.
                The files of two sites were mixed up.
                """,
            proof: """
                fullstrict cert check FILE --key KEY.
                nginx -t says "key values mismatch".
                """,
            fixes: """
                Name the key that was made together with the request.
                Where it is lost: fullstrict cert new NAME, and have that certified.
                """,
            sources: """
                nginx.org: ngx_http_ssl_module, ssl_certificate
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-521
                """),
        Explanation(
            "key.permissions", "everybody on this machine can read the key",
            means: """
                Nothing breaks. Any account on the machine can copy the key and pass for the server.
                """,
            causes: """
                The file was written by a shell or a copy with the usual permissions (0644).
                """,
            proof: """
                ls -l KEY shows an r in the last group.
                """,
            fixes: """
                chmod o-rwx KEY; web servers read it as root.
                """,
            sources: """
                nginx.org: configuring HTTPS servers ("restricted access")
                """),
        Explanation(
            "chain.leaf-not-first", "the server's own certificate is not the first",
            means: """
                Servers take the first certificate of a file for their own. With another in front they \
                look for that one's key and do not start: 521.
                """,
            causes: """
                The bundle was joined the wrong way round: cat ca-bundle.crt server.crt.
                """,
            proof: """
                fullstrict cert show FILE.
                """,
            fixes: """
                fullstrict cert fix FILE -o fullchain.pem.
                """,
            sources: """
                nginx.org: ngx_http_ssl_module, ssl_certificate
                RFC 8446 section 4.4.2
                """),
        Explanation(
            "chain.several-leaves", "certificates of several servers",
            means: """
                One file is for one server. The first certificate is served, the others are only sent \
                along.
                """,
            causes: """
                A new certificate was added to the file instead of replacing the old one.
                """,
            proof: """
                fullstrict cert show FILE.
                """,
            fixes: """
                fullstrict cert fix FILE --key KEY -o fullchain.pem keeps the one the key belongs to.
                """,
            sources: """
                nginx.org: ngx_http_ssl_module, ssl_certificate
                """),
        Explanation(
            "file.not-pem", "not in the form most web servers read",
            means: """
                nginx, Apache, HAProxy and Caddy read PEM, and do not start with another form. IIS and Java \
                read PKCS#12.
                """,
            causes: """
                The certificate came from a Windows machine, or was downloaded as .p7b or .cer.
                """,
            proof: """
                The file has no line that begins with -----BEGIN CERTIFICATE-----.
                """,
            fixes: """
                fullstrict cert fix FILE -o fullchain.pem writes PEM.
                """,
            sources: """
                RFC 7468
                nginx.org: ngx_http_ssl_module, ssl_certificate
                """),
        Explanation(
            "file.not-served", "another certificate is served",
            means: """
                Every connection to the address shows another certificate than the file's: what was \
                renewed on disk does not count yet, or another site answers.
                """,
            causes: """
                The server was not reloaded after the renewal.
                The server's configuration names another file.
                Another virtual host answers for the name.
                """,
            proof: """
                fullstrict cert check FILE --host NAME --served --resolve ADDRESS.
                fullstrict cert show NAME --resolve ADDRESS.
                """,
            fixes: """
                nginx -t && nginx -s reload, or apachectl graceful.
                Have the renewal do it: certbot renew --deploy-hook "nginx -s reload".
                """,
            sources: """
                eff-certbot.readthedocs.io: renewal hooks
                """),
        Explanation(
            "served.mixed", "only some connections show this certificate",
            means: """
                One address answers with several certificates: a worker or a machine behind it still \
                has the old one. Visitors meet it now and then.
                """,
            causes: """
                An old worker process lives on after a reload.
                A load balancer leads to machines of which one was not renewed.
                """,
            proof: """
                fullstrict cert check FILE --host NAME --served --connections 32.
                """,
            fixes: """
                Restart the server, so that every worker is new.
                Renew and reload every machine behind the address.
                """,
            sources: """
                nginx.org: controlling nginx
                """),
        Explanation(
            "served.chain-differs", "the server leaves out what the file has",
            means: """
                The server's own certificate is the file's, but an intermediate is not sent: \
                Full (strict) answers 526.
                """,
            causes: """
                The configuration names cert.pem instead of fullchain.pem.
                """,
            proof: """
                fullstrict cert show NAME --resolve ADDRESS.
                """,
            fixes: """
                Name the whole chain in ssl_certificate or SSLCertificateFile, and reload.
                """,
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-526
                """),
        Explanation(
            "served.not-seen", "an address could not be compared",
            means: """
                Nothing is known about what is served there: no address, no answer, or an address of \
                Cloudflare's own.
                """,
            causes: """
                The name is proxied, so that DNS gives Cloudflare's addresses.
                A firewall admits Cloudflare only.
                """,
            proof: """
                fullstrict check NAME says what answers.
                """,
            fixes: """
                Name the origin: --resolve ADDRESS.
                Run it on the origin: --resolve 127.0.0.1.
                """,
            sources: """
                dns/proxy-status
                """),
    ]
}
