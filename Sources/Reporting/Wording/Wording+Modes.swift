public import EdgePolicy

extension Wording {
    /// As Cloudflare's dashboard spells it, short enough for a table.
    public static func name(_ mode: EncryptionMode) -> TerminalText {
        switch mode {
        case .off: "Off"
        case .flexible: "Flexible"
        case .full: "Full"
        case .strict: "Full (strict)"
        case .sslOnly: "Strict (SSL-Only)"
        }
    }

    /// What the mode does, in one sentence.
    public static func meaning(_ mode: EncryptionMode) -> TerminalText {
        switch mode {
        case .off:
            "No encryption: https visitors are sent to http, the origin is asked on port 80."
        case .flexible:
            "Visitors may use https, the origin is asked in clear text on port 80."
        case .full:
            "https visitors reach the origin over TLS; its certificate is not checked."
        case .strict:
            "https visitors reach the origin over TLS; its certificate must be valid."
        case .sslOnly:
            "All visitors reach the origin over TLS with a valid certificate; Enterprise only."
        }
    }

    /// `Off and Flexible`.
    static func names(_ modes: [EncryptionMode]) -> TerminalText {
        list(modes.sorted().map(name))
    }

    /// Modes that reach the origin over TLS for https visitors.
    static let tlsModes: [EncryptionMode] = [.full, .strict, .sslOnly]

    var name: TerminalText {
        Wording.name(mode)
    }

    /// Whether https visitors of the judged mode meet the origin's TLS port.
    var usesTLS: Bool {
        switch mode {
        case .off, .flexible: false
        case .full, .strict, .sslOnly: true
        }
    }

    /// Whether the judged mode checks the certificate.
    var validates: Bool {
        switch mode {
        case .off, .flexible, .full: false
        case .strict, .sslOnly: true
        }
    }
}
