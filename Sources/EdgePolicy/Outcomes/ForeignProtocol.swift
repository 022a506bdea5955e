internal import OriginFacts

/// What speaks on a port where TLS was expected, by its first bytes.
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

    /// The finding that names the protocol, as far as it is known.
    static func finding(_ bytes: [UInt8], port: UInt16) -> FindingKind {
        let isHTTP = ["HTTP/", "<html", "<!DOC", "<HTML"].contains { bytes.starts(with: $0.utf8) }
        if isHTTP { return .plainHTTPOnTLSPort(port: port) }
        let greeting = greetings.first { bytes.starts(with: $0.prefix.utf8) }
        return .notTLS(port: port, protocolName: greeting?.name)
    }
}
