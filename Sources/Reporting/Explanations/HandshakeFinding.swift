internal import EdgePolicy
internal import OriginFacts

/// The wording for handshakes that fail or need an extra step.
extension Wording {
    func words(_ finding: HandshakeFinding) -> FindingWords {
        switch finding {
        case .alert(let alert): handshakeAlert(alert)
        case .refusedByUs(let alert, let reason): handshakeRefused(alert, reason)
        case .plainHTTP(let port): plainHTTP(port)
        case .notTLS(let port, let name): notTLS(port, name)
        case .closed(let wasReset): handshakeClosed(wasReset: wasReset)
        case .stalled(let time): handshakeStalled(time)
        case .certificateMessageTooLarge: certificateTooLarge()
        case .broken(let reason): handshakeBroken(reason)
        case .helloRetry(let group): helloRetry(group)
        case .onlyBeyondEdge(let version, let cipher, let group):
            onlyBeyondEdge(version, cipher, group)
        case .tripleDESOnly(let version): tripleDESOnly(version)
        }
    }

    /// The effect of a failed handshake on visitors.
    private var handshakeMeans: TerminalText {
        usesTLS
            ? """
            Visitors get 525 in \(name). The certificate is not the cause: another one would \
            not help.
            """
            : "Nothing in \(name); visitors get 525 in Full, Full (strict) and Strict (SSL-Only)."
    }

    private func handshakeAlert(_ alert: TLSAlert) -> FindingWords {
        switch alert {
        case .unrecognizedName: return unrecognizedName()
        case .handshakeFailure, .protocolVersion: return noOverlap(alert, by: "the origin sent")
        default: break
        }
        return FindingWords(
            "the origin aborts the handshake",
            saw: "\(Wording.words(alert)) from the origin"
                + (alert == .insufficientSecurity ? withoutTripleDES : ""),
            means: handshakeMeans)
    }

    private func unrecognizedName() -> FindingWords {
        let name = target.sentServerName ?? target.host.ascii
        return FindingWords(
            "the origin does not know the name",
            saw: "\(Wording.words(.unrecognizedName)) for \(name)",
            means: handshakeMeans)
    }

    private func noOverlap(
        _ alert: TLSAlert, by whom: TerminalText
    ) -> FindingWords {
        FindingWords(
            "no TLS version or cipher in common",
            saw: "\(whom) \(Wording.words(alert)) to Cloudflare's own list of ciphers"
                + withoutTripleDES,
            means: handshakeMeans)
    }

    /// The remark on a refusal if the old suite that OpenSSL may lack could not be offered.
    private var withoutTripleDES: TerminalText {
        isTripleDESOpen ? "; DES-CBC3-SHA (3DES) could not be offered" : ""
    }

    private func tripleDESOnly(_ version: TLSVersion) -> FindingWords {
        let offered: TerminalText =
            version > .tls1_0
            ? "Cloudflare offers that suite, but lists it for TLS 1.0 only"
            : "Cloudflare offers that suite, so it may get through"
        return FindingWords(
            "the origin accepts an old cipher that cannot be tested here",
            saw:
                """
                rejected this OpenSSL's offer, accepted DES-CBC3-SHA (3DES) in TLS \
                \(version.name)
                """,
            means: "Cannot tell: \(offered); this OpenSSL cannot complete such a handshake.")
    }

    private func handshakeRefused(
        _ alert: TLSAlert, _ reason: String
    ) -> FindingWords {
        if alert == .protocolVersion { return noOverlap(alert, by: "we answered with") }
        return FindingWords(
            "the origin's handshake cannot be accepted",
            saw: "\(reason); we answered with \(Wording.words(alert))", means: handshakeMeans)
    }

    private func plainHTTP(_ port: UInt16) -> FindingWords {
        FindingWords(
            "port \(port) speaks plain HTTP, not TLS",
            saw: "the first bytes from port \(port) are an HTTP response", means: handshakeMeans)
    }

    private func notTLS(_ port: UInt16, _ protocolName: String?) -> FindingWords {
        FindingWords(
            "port \(port) does not speak TLS",
            saw: protocolName.map { "port \(port) speaks \($0)" }
                ?? "the first bytes from port \(port) are not TLS",
            means: handshakeMeans)
    }

    private func handshakeClosed(wasReset: Bool) -> FindingWords {
        FindingWords(
            "the origin closes the connection during the handshake",
            saw: wasReset
                ? "the connection was reset" : "the connection was closed" + withoutTripleDES,
            means: handshakeMeans)
    }

    private func handshakeStalled(_ milliseconds: Int) -> FindingWords {
        FindingWords(
            "the handshake stalls",
            saw: "connected, then silence for \(Wording.seconds(milliseconds))",
            means: usesTLS
                ? """
                Visitors get 522 or 525 in \(name); which of the two is not documented. 522 would \
                follow 19 s without a connection, or 90 s without an acknowledgement.
                """
                : "Nothing in \(name); visitors get 522 or 525 in Full and stronger.")
    }

    private func certificateTooLarge() -> FindingWords {
        FindingWords(
            "the certificate message is too large",
            saw: "more than 100 KB of certificates in one handshake",
            means: "\(handshakeMeans) The limit is inferred.")
    }

    private func handshakeBroken(_ reason: String) -> FindingWords {
        FindingWords(
            "the handshake violates the protocol", saw: "\(reason)", means: handshakeMeans)
    }

    private func helloRetry(_ group: String?) -> FindingWords {
        FindingWords(
            "the origin asks for another key share",
            saw: group.map { "HelloRetryRequest for \($0)" } ?? "HelloRetryRequest",
            means: "Each new connection takes one more round trip; nothing breaks.")
    }

    private func onlyBeyondEdge(_ version: String, _ cipher: String, _ group: String?)
        -> FindingWords
    {
        let curve: TerminalText = group.map { " with \($0)" } ?? ""
        return FindingWords(
            "the origin accepts only what Cloudflare does not offer",
            saw: "when offered everything, it chose TLS \(version), \(cipher)\(curve)",
            means: "The origin requires it, and Cloudflare does not offer it.")
    }
}

/// The `explain` texts for these findings.
extension Explanation {
    static let handshakes = [
        Explanation(
            "tls.beyond-edge", "the origin accepts only what Cloudflare does not offer",
            means: """
                The origin rejected Cloudflare's offer and accepted a wider one. It must also \
                allow something that Cloudflare offers; until then visitors get 525.
                """,
            causes: """
                A cipher list that was narrowed by hand: DHE only, ChaCha20 only, AES256 CBC \
                only.
                A curve or key type that Cloudflare lacks: P-521 only, an Ed25519 certificate.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN: the finding names version, cipher and \
                group.
                """,
            fixes: """
                Add ECDHE with AES-GCM and the groups X25519 and P-256 to what the server \
                allows; use an RSA or P-256 certificate.
                """,
            sources: "ssl/origin-configuration/cipher-suites"),
        Explanation(
            "tls.3des-only", "the origin accepts an old cipher that cannot be tested here",
            means: """
                The origin rejected everything this OpenSSL can offer and accepted DES-CBC3-SHA \
                (3DES) from a hand-made ClientHello. Cloudflare offers that suite, for TLS 1.0 \
                according to its list, so it may get through where we cannot: the outcome is \
                unknown.
                """,
            causes: """
                A server or device so old that 3DES and RC4 are all it has: Windows Server 2003.
                A cipher list that contains only 3DES.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN --json: diagnosis.triple_des.
                An OpenSSL built with enable-weak-ssl-ciphers can finish the handshake: openssl \
                s_client -tls1 -cipher DES-CBC3-SHA@SECLEVEL=0.
                """,
            fixes: "Offer TLS 1.2 or 1.3 with ECDHE and AES-GCM; 3DES is broken (Sweet32).",
            sources: """
                ssl/origin-configuration/cipher-suites
                RFC 8996
                """),
        Explanation(
            "tls.unrecognized-name", "the origin does not know the name",
            means: """
                The server rejects the server name with the alert unrecognized_name (112). \
                Visitors get 525 in Full and stronger.
                """,
            causes: """
                No TLS site for this name; nginx: ssl_reject_handshake on.
                An SNI or Host override sends another name.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v.
                openssl s_client -connect ORIGIN:443 -servername HOST.
                """,
            fixes: "Give the server a TLS site for the name.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                rules/origin-rules/features
                """),
        Explanation(
            "tls.no-overlap", "no TLS version or cipher in common",
            means: """
                The origin supports nothing that Cloudflare offers: TLS 1.0 to 1.3 with AES-GCM \
                or a few CBC suites over ECDHE or RSA; X25519, P-256 or P-384. Visitors get 525.
                """,
            causes: """
                Only ciphers that Cloudflare lacks: DHE, ChaCha20 under TLS 1.2, Camellia, RC4.
                An ECDSA certificate with TLS 1.0 only.
                Only curves such as secp521r1 or brainpool.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v: the alert is handshake_failure (40) \
                or protocol_version (70).
                openssl s_client offers more than Cloudflare: its success proves nothing.
                """,
            fixes: "Allow TLS 1.2 and 1.3 with ECDHE and AES-GCM.",
            sources: """
                ssl/origin-configuration/cipher-suites
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.alert", "the origin aborts the handshake",
            means: """
                The server sent a fatal alert. The number says why (RFC 8446 section 6). Visitors get 525.
                """,
            causes: """
                internal_error (80): a key or certificate the server cannot load, often for this \
                name only.
                A policy of the server or of a device in front of it.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v, and the server's log.",
            fixes: "Fix what the log names.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                RFC 8446 section 6
                """),
        Explanation(
            "tls.alert-sent", "the origin's handshake cannot be accepted",
            means: """
                The server's messages violate TLS, so any client must reject them. Visitors get 525 (inferred).
                """,
            causes: """
                A broken or very old TLS implementation.
                A middlebox that changes the handshake.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v gives OpenSSL's reason.",
            fixes: "Update the server; remove the middlebox.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525"),
        Explanation(
            "tls.plain-http", "the TLS port speaks plain HTTP",
            means: "The first bytes from the port are an HTTP response. Visitors get 525.",
            causes: """
                nginx: listen 443 without ssl. Apache: no SSLEngine on.
                A container publishes its plain port as 443.
                TLS directives lost in an update or a template.
                """,
            proof: "curl http://ORIGIN:443/ gets an answer.",
            fixes: "Enable TLS on the port: listen 443 ssl; SSLEngine on.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525"),
        Explanation(
            "tls.not-tls", "the port does not speak TLS",
            means: """
                Something other than TLS answers on the port: SSH, a proxy protocol, a database. Visitors get 525.
                """,
            causes: """
                The wrong port.
                A service that shares the port.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v shows the first bytes.",
            fixes: "Put the web server on the port, or name the right one (-p, an Origin Rule).",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525"),
        Explanation(
            "tls.closed", "the origin closes the connection during the handshake",
            means: """
                The connection was closed or reset before the handshake completed. Visitors get \
                525 (inferred from Cloudflare's open-source proxy).
                """,
            causes: """
                A firewall that inspects TLS.
                A listener that expects the PROXY protocol: Cloudflare does not send it.
                A server without a certificate for the name.
                A load balancer without a server behind it.
                """,
            proof: """
                fullstrict check HOST --resolve ORIGIN -v; the logs of what is in front of \
                the server.
                """,
            fixes: "Fix or remove what closes the connection.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                cloudflare/pingora: pingora-core/src/protocols/tls/boringssl_openssl/client.rs
                """),
        Explanation(
            "tls.stalled", "the handshake stalls",
            means: """
                Connected, then silence. Visitors get 522 or 525; which of the two is not \
                documented. Pingora counts the handshake as part of connecting, for which \
                Cloudflare allows 19 seconds; unacknowledged packets end in 522 after 90 seconds.
                """,
            causes: """
                A middlebox that drops large or split first packets.
                A proxy that waits for the PROXY protocol.
                An overloaded server.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v: connected, then silence.",
            fixes: "Find what drops the first packet; turn the PROXY protocol off.",
            sources: """
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-522
                support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525
                """),
        Explanation(
            "tls.certificate-too-large", "the certificate message is too large",
            means: """
                More than 100 KB of certificates in one handshake: BoringSSL, which Cloudflare \
                uses, stops there (inferred). Visitors get 525.
                """,
            causes: "A whole CA bundle is sent instead of a chain.",
            proof: "fullstrict check HOST --resolve ORIGIN -v counts the certificates.",
            fixes: "Send the leaf and its intermediates only.",
            sources: "google/boringssl: ssl/ssl_lib.cc (max_cert_list)"),
        Explanation(
            "tls.broken", "the handshake violates the protocol",
            means: "The server sends TLS, but it is malformed. Visitors get 525.",
            causes: """
                A middlebox that changes the stream.
                A broken implementation.
                """,
            proof: "fullstrict check HOST --resolve ORIGIN -v gives OpenSSL's reason.",
            fixes: "Update the server; remove the middlebox.",
            sources: "support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-525"),
        Explanation(
            "tls.hello-retry", "the origin asks for another key share",
            means: """
                The server prefers a group for which the client sent no key share and asks for \
                one (HelloRetryRequest). Cloudflare complies; it costs one round trip.
                """,
            causes: "The server prefers P-384, or a post-quantum group.",
            proof: "fullstrict check HOST --resolve ORIGIN -v shows the group.",
            fixes: "Nothing, or put X25519 first at the server.",
            sources: """
                ssl/post-quantum-cryptography/pqc-to-origin
                RFC 8446 section 4.1.4
                """),
    ]
}
