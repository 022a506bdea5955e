internal import EdgePolicy
internal import OriginFacts

/// Handshakes that fail, or ask for something.
extension Wording {
    /// What a failed handshake does to visitors.
    var handshakeMeans: TerminalText {
        usesTLS
            ? "\(name) answers 525. The certificate plays no part: another one would not help."
            : "Nothing in \(name); Full, Full (strict) and Strict (SSL-Only) answer 525."
    }

    func handshakeAlert(_ alert: TLSAlert) -> FindingWords {
        switch alert {
        case .unrecognizedName: return unrecognizedName()
        case .handshakeFailure, .protocolVersion: return noOverlap(alert, by: "the origin sent")
        default: break
        }
        return FindingWords(
            "the origin breaks the handshake off",
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
            saw: "\(whom) \(Wording.words(alert)) to the edge's own list of ciphers"
                + withoutTripleDES,
            means: handshakeMeans)
    }

    /// Said of a refusal where nobody asked for the one old suite this OpenSSL may lack.
    private var withoutTripleDES: TerminalText {
        isTripleDESOpen ? "; DES-CBC3-SHA (3DES) could not be offered" : ""
    }

    func tripleDESOnly(_ version: TLSVersion) -> FindingWords {
        let offered: TerminalText =
            version > .tls1_0
            ? "the edge offers that suite, but its list names TLS 1.0 only"
            : "the edge offers that suite, so Cloudflare may get through"
        return FindingWords(
            "the origin takes an old cipher that cannot be tried here",
            saw: "refused this OpenSSL's offer, took DES-CBC3-SHA (3DES) in TLS \(version.name)",
            means: "Cannot tell: \(offered); this OpenSSL cannot finish such a handshake.")
    }

    func handshakeRefused(
        _ alert: TLSAlert, _ reason: String
    ) -> FindingWords {
        if alert == .protocolVersion { return noOverlap(alert, by: "we answered with") }
        return FindingWords(
            "the origin's handshake cannot be accepted",
            saw: "\(reason); we answered with \(Wording.words(alert))", means: handshakeMeans)
    }

    func plainHTTP(_ port: UInt16) -> FindingWords {
        FindingWords(
            "port \(port) speaks plain HTTP, not TLS",
            saw: "the first bytes from port \(port) are an HTTP answer", means: handshakeMeans)
    }

    func notTLS(_ port: UInt16, _ protocolName: String?) -> FindingWords {
        FindingWords(
            "port \(port) does not speak TLS",
            saw: protocolName.map { "port \(port) speaks \($0)" }
                ?? "the first bytes from port \(port) are no TLS",
            means: handshakeMeans)
    }

    func handshakeClosed(wasReset: Bool) -> FindingWords {
        FindingWords(
            "the origin hangs up during the handshake",
            saw: wasReset
                ? "the connection was reset" : "the connection was closed" + withoutTripleDES,
            means: handshakeMeans)
    }

    func handshakeStalled(_ milliseconds: Int) -> FindingWords {
        FindingWords(
            "the handshake stalls",
            saw: "connected, then silence for \(Wording.seconds(milliseconds))",
            means: usesTLS
                ? """
                \(name) answers 522 or 525; which of the two is not documented. 522 would come after the \
                19 s the edge gives a connection, or 90 s without any acknowledgement.
                """
                : "Nothing in \(name); Full and stronger answer 522 or 525.")
    }

    func certificateTooLarge() -> FindingWords {
        FindingWords(
            "the certificate message is too large",
            saw: "more than 100 KB of certificates in one handshake",
            means: "\(handshakeMeans) The limit is inferred.")
    }

    func handshakeBroken(_ reason: String) -> FindingWords {
        FindingWords(
            "the handshake breaks the rules", saw: "\(reason)", means: handshakeMeans)
    }

    func clientCertificateAsked(
        isCloudflarePull: Bool, _ authorities: [String]
    ) -> FindingWords {
        let from: TerminalText =
            authorities.isEmpty ? "any authority" : Wording.shortList(authorities.map { "\($0)" })
        return FindingWords(
            "the origin asks for a client certificate",
            saw: isCloudflarePull
                ? "asked for Cloudflare's own (origin pull)" : "asked, from \(from)",
            means: """
                With Authenticated Origin Pulls on, Cloudflare shows one; off, it shows none.
                """)
    }

    func clientCertificateRequired(_ alert: TLSAlert?) -> FindingWords {
        FindingWords(
            "the origin insists on a client certificate",
            saw: alert.map { "\(Wording.words($0)) because we have none" }
                ?? "refused because we have none",
            means: usesTLS
                ? """
                Good if Authenticated Origin Pulls is on: then Cloudflare shows its \
                certificate. If it is off, \(name) answers 525, 520 or the origin's 400. \
                What comes after cannot be seen from here.
                """
                : "Nothing in \(name): Authenticated Origin Pulls works in Full and stronger.")
    }

    func helloRetry(_ group: String?) -> FindingWords {
        FindingWords(
            "the origin asks for another key share first",
            saw: group.map { "HelloRetryRequest for \($0)" } ?? "HelloRetryRequest",
            means: "One more round trip for each new connection; nothing breaks.")
    }

    /// `alert 40 (handshake_failure)`.
    static func words(_ alert: TLSAlert) -> TerminalText {
        "alert \(alert.rawValue) (\(alert.name))"
    }
}
