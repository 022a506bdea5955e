internal import OriginFacts

/// The table for a handshake that did not finish. Source: error-525
/// (developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors).
/// Pingora maps every TLS or I/O error inside the handshake to the same failure
/// (pingora-core/src/protocols/tls/boringssl_openssl/client.rs).
enum HandshakeTable {
    /// Returns the outcome of a failed handshake; nil if it finished. A refusal proves nothing if
    /// the origin accepts the one suite in the edge's list that was not offered from here.
    // swift-format-ignore
    static func outcome(
        _ handshake: HandshakeFact, port: UInt16, tripleDES: TripleDESAnswer? = nil
    ) -> LegOutcome? {
        switch handshake {
        case .completed:
            return nil
        case .notTested(let why):
            return .unknown(.reach(.notTested(why)))
        case .failed where tripleDES?.version != nil:           // cipher-suites: the edge offers DES-CBC3-SHA
            return .unknown(tripleDES?.version.map { .handshake(.tripleDESOnly($0)) })
        case .failed(.alertReceived(let alert), let seen) where ClientCertificateRule.explains(alert, seen):
            return ClientCertificateRule.outcome(seen.clientCertificate, alert: alert, error: .handshakeFailed) // error-525; TLS 1.2 style refusal
        case .failed(.alertReceived(let alert), _) where alert == .handshakeFailure || alert == .insufficientSecurity:
            return .edge(.handshakeFailed, .inferred, .handshake(.alert(alert))) // error-525: no shared ciphers; but 3DES may not have been offered from here
        case .failed(.alertReceived(let alert), _):             // error-525: no SNI support …
            return .edge(.handshakeFailed, .documented, .handshake(.alert(alert)))
        case .failed(.alertSent(let alert, let reason), _):     // error-525
            return .edge(.handshakeFailed, .inferred, .handshake(.refusedByUs(alert, reason: reason)))
        case .failed(.notTLS(let bytes), _):                    // error-525: the port does not speak TLS
            return .edge(.handshakeFailed, .inferred, ForeignProtocol.finding(bytes, port: port))
        case .failed(.closed, _):                               // FIN in the handshake (Pingora)
            return .edge(.handshakeFailed, .inferred, .handshake(.closed(wasReset: false)))
        case .failed(.reset, _):                                // RST in the handshake (error-525 hints; Pingora)
            return .edge(.handshakeFailed, .inferred, .handshake(.closed(wasReset: true)))
        case .failed(.timedOut(let waited, _), _):              // Pingora's connect timeout covers TLS: 522 or 525
            return .edge(.stalledHandshake, .inferred, .handshake(.stalled(milliseconds: waited)))
        case .failed(.certificateMessageTooLarge, _):           // over 100 KB (BoringSSL's default limit)
            return .edge(.handshakeFailed, .inferred, .handshake(.certificateMessageTooLarge))
        case .failed(.protocolError(let reason), _):            // Pingora
            return .edge(.handshakeFailed, .inferred, .handshake(.broken(reason: reason)))
        }
    }
}

extension TripleDESAnswer {
    /// The TLS version in the ServerHello that chose the suite.
    var version: TLSVersion? {
        switch self {
        case .chosen(let version): version
        case .notChosen: nil
        }
    }
}

/// The protocol on a port that should speak TLS, recognised by the first bytes.
enum ForeignProtocol {
    // swift-format-ignore
    private static let greetings: [(prefix: String, name: String)] = [
        ("SSH-",   "SSH"),         // RFC 4253 section 4.2
        ("220 ",   "SMTP or FTP"), // RFC 5321 section 4.2, RFC 959
        ("220-",   "SMTP or FTP"),
        ("+OK",    "POP3"),        // RFC 1939
        ("* OK",   "IMAP"),        // RFC 9051
        ("RFB ",   "VNC"),         // RFC 6143
        ("-ERR",   "Redis"),
    ]

    /// Returns the finding, which names the protocol if it is known.
    static func finding(_ bytes: [UInt8], port: UInt16) -> FindingKind {
        let isHTTP = ["HTTP/", "<html", "<!DOC", "<HTML"].contains { bytes.starts(with: $0.utf8) }
        if isHTTP { return .handshake(.plainHTTP(port: port)) }
        let greeting = greetings.first { bytes.starts(with: $0.prefix.utf8) }
        return .handshake(.notTLS(port: port, protocolName: greeting?.name))
    }
}
