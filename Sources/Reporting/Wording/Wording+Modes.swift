package import EdgePolicy

extension Wording {
    /// Returns the name in Cloudflare's dashboard, short enough for a table.
    package static func name(_ mode: EncryptionMode) -> TerminalText {
        switch mode {
        case .off: "Off"
        case .flexible: "Flexible"
        case .full: "Full"
        case .strict: "Full (strict)"
        case .sslOnly: "Strict (SSL-Only)"
        }
    }

    /// Returns one sentence that describes the mode.
    package static func meaning(_ mode: EncryptionMode) -> TerminalText {
        switch mode {
        case .off:
            """
            No encryption: https visitors are redirected to http, and Cloudflare uses port 80 of \
            the origin.
            """
        case .flexible:
            "Visitors may use https; Cloudflare uses port 80 of the origin, without encryption."
        case .full:
            "https visitors reach the origin over TLS; its certificate is not checked."
        case .strict:
            "https visitors reach the origin over TLS; its certificate must be valid."
        case .sslOnly:
            "All visitors reach the origin over TLS with a valid certificate; Enterprise only."
        }
    }

    /// Returns a list such as `Off and Flexible`.
    static func names(_ modes: [EncryptionMode]) -> TerminalText {
        list(modes.sorted().map(name))
    }

    /// The modes that reach the origin over TLS for https visitors.
    static let tlsModes: [EncryptionMode] = [.full, .strict, .sslOnly]

    var name: TerminalText {
        Wording.name(mode)
    }

    /// Whether https visitors reach the origin's TLS port in the judged mode.
    var usesTLS: Bool {
        switch mode {
        case .off, .flexible: false
        case .full, .strict, .sslOnly: true
        }
    }

    /// Whether the judged mode validates the certificate.
    var validates: Bool {
        switch mode {
        case .off, .flexible, .full: false
        case .strict, .sslOnly: true
        }
    }
}

extension Wording {
    /// Returns the code and Cloudflare's own name for it: `526 invalid origin certificate`.
    package static func name(_ error: EdgeError) -> TerminalText {
        switch error {
        case .unknownReply: "520 unknown error"
        case .refused: "521 web server is down"
        case .timedOut: "522 connection timed out"
        case .unreachable: "523 origin is unreachable"
        case .noAnswer: "524 a timeout occurred"
        case .handshakeFailed: "525 SSL handshake failed"
        case .invalidCertificate: "526 invalid origin certificate"
        case .stalledHandshake: "522 or 525"
        case .originNameUnresolved: "530 with 1016, origin DNS error"
        case .forbiddenAddress: "1000 DNS points to prohibited IP"
        }
    }

    /// Returns the short form for tables.
    package static func short(_ outcome: EdgeOutcome) -> TerminalText {
        switch outcome {
        case .passedThrough(let status): "\(status)"
        case .edgeError(let error): short(error)
        case .loop: "redirect loop"
        case .unknown: "cannot tell"
        }
    }

    /// Returns the short form for a cell, including any uncertainty.
    static func inCell(_ outcome: EdgeOutcome) -> TerminalText {
        outcome == .edgeError(.noAnswer) ? "524 if silent for 125 s" : short(outcome)
    }

    static func short(_ error: EdgeError) -> TerminalText {
        switch error {
        case .stalledHandshake: "522 or 525"
        case .unknownReply, .refused, .timedOut, .unreachable, .noAnswer, .handshakeFailed,
            .invalidCertificate, .originNameUnresolved, .forbiddenAddress:
            TerminalText(trusted: error.rawValue)
        }
    }

    /// Returns the form for a sentence: "error 526", "a redirect loop".
    static func inSentence(_ outcome: EdgeOutcome) -> TerminalText {
        switch outcome {
        case .passedThrough(let status): "the origin's own \(status)"
        case .edgeError(let error): "error \(name(error))"
        case .loop: "a redirect loop"
        case .unknown: "an outcome that cannot be told from here"
        }
    }

    static func name(_ basis: Basis) -> TerminalText {
        switch basis {
        case .documented: "documented"
        case .inferred: "inferred"
        case .community: "reported by users"
        case .unknown: "not settled"
        }
    }

    /// Returns the name of a layer's state.
    static func name(_ state: LayerState) -> TerminalText {
        switch state {
        case .good: "good"
        case .bad: "bad"
        case .incomplete: "incomplete"
        case .unknown: "unknown"
        }
    }
}
