/// The result of the edge's handshake with one address. The large cases are indirect
/// for speed, so that copying an observation copies only one reference.
public enum HandshakeFact: Hashable, Sendable {
    indirect case completed(TLSSession)
    indirect case failed(HandshakeFailure, seen: PartialHandshake)
    case notTested(NotTested)
}

/// The way a handshake failed. Each case is caused by the origin and carries the facts that prove
/// it.
public enum HandshakeFailure: Hashable, Sendable {
    /// The origin sent a fatal alert.
    case alertReceived(TLSAlert)
    /// The origin sent a message that the client must reject; the alert gives the reason. `reason`
    /// is OpenSSL's own text for the error, from a fixed vocabulary.
    case alertSent(TLSAlert, reason: String)
    /// The first bytes are not a TLS record; at most 64 of them are kept.
    case notTLS(firstBytes: [UInt8])
    /// The origin sent FIN before the handshake completed; `bytesReceived` shows whether a
    /// ServerHello had arrived.
    case closed(bytesReceived: Int)
    /// The origin sent RST before the handshake completed.
    case reset(bytesReceived: Int)
    case timedOut(afterMilliseconds: Int, bytesReceived: Int)
    /// A Certificate message larger than 100 KB (`validation.md`: the edge's limit, inferred).
    case certificateMessageTooLarge
    /// A TLS error that OpenSSL rejected without an alert; `reason` is OpenSSL's own text.
    case protocolError(reason: String)
}

/// The facts observed before a handshake failed.
public struct PartialHandshake: Hashable, Sendable {
    /// The version in the ServerHello, if one arrived.
    public var version: TLSVersion?
    /// The certificates received before the failure; usually empty.
    public var chain: [CertificateFacts]
    public var clientCertificate: ClientCertificateRequest
    public var milliseconds: Int

    /// Creates a partial handshake; by default, nothing was observed.
    package init(
        version: TLSVersion? = nil, chain: [CertificateFacts] = [],
        clientCertificate: ClientCertificateRequest = .notAsked, milliseconds: Int = 0
    ) {
        self.version = version
        self.chain = chain
        self.clientCertificate = clientCertificate
        self.milliseconds = milliseconds
    }
}

/// The parameters and certificates of a completed handshake.
public struct TLSSession: Hashable, Sendable {
    public var version: TLSVersion
    /// The cipher suite by its IANA name: `TLS_AES_128_GCM_SHA256`.
    public var cipher: String
    /// The key exchange group by its IANA name (`x25519`, `secp256r1`); nil for static RSA.
    public var group: String?
    /// The ALPN protocol, `h2` or `http/1.1`; nil if the origin selected none.
    public var applicationProtocol: String?
    /// The server name that was sent; nil if none was sent.
    public var serverName: String?
    /// The certificates as sent, leaf first; never empty after a handshake with certificates.
    public var chain: [CertificateFacts]
    public var clientCertificate: ClientCertificateRequest
    /// The stapled OCSP response in DER; nil if none was sent or none was requested.
    public var stapledOCSP: [UInt8]?
    /// Whether the origin requested another key share (RFC 8446 section 4.1.4).
    public var sawHelloRetryRequest: Bool
    /// The time from the first byte of the ClientHello to the last byte of the handshake.
    public var milliseconds: Int

    package init(
        version: TLSVersion, cipher: String, group: String? = nil,
        applicationProtocol: String? = nil, serverName: String? = nil,
        chain: [CertificateFacts], clientCertificate: ClientCertificateRequest = .notAsked,
        stapledOCSP: [UInt8]? = nil, sawHelloRetryRequest: Bool = false, milliseconds: Int = 0
    ) {
        self.version = version
        self.cipher = cipher
        self.group = group
        self.applicationProtocol = applicationProtocol
        self.serverName = serverName
        self.chain = chain
        self.clientCertificate = clientCertificate
        self.stapledOCSP = stapledOCSP
        self.sawHelloRetryRequest = sawHelloRetryRequest
        self.milliseconds = milliseconds
    }
}

/// A protocol version in its wire encoding (RFC 8446 section 4.2.1, RFC 6101 for SSL 3.0).
public struct TLSVersion: RawRepresentable, Hashable, Comparable, Sendable {
    public var rawValue: UInt16

    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    public static let ssl3 = TLSVersion(rawValue: 0x0300)
    public static let tls1_0 = TLSVersion(rawValue: 0x0301)
    public static let tls1_1 = TLSVersion(rawValue: 0x0302)
    public static let tls1_2 = TLSVersion(rawValue: 0x0303)
    public static let tls1_3 = TLSVersion(rawValue: 0x0304)

    public static func < (older: TLSVersion, newer: TLSVersion) -> Bool {
        older.rawValue < newer.rawValue
    }

    /// The name of the version: `1.3`, `1.2`, …, `SSL 3.0`, or the raw number in hex for anything
    /// else.
    public var name: String {
        switch self {
        case .ssl3: "SSL 3.0"
        case .tls1_0: "1.0"
        case .tls1_1: "1.1"
        case .tls1_2: "1.2"
        case .tls1_3: "1.3"
        default: "0x" + String(rawValue, radix: 16)
        }
    }
}

/// A TLS alert, identified by its number (RFC 8446 section 6 and the IANA TLS Alerts registry).
public struct TLSAlert: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The name in the registry; `alert N` for an unlisted number.
    public var name: String {
        TLSAlert.names[rawValue] ?? "alert \(rawValue)"
    }

    public static let closeNotify = TLSAlert(rawValue: 0)
    public static let handshakeFailure = TLSAlert(rawValue: 40)
    public static let protocolVersion = TLSAlert(rawValue: 70)
    public static let insufficientSecurity = TLSAlert(rawValue: 71)
    public static let internalError = TLSAlert(rawValue: 80)
    public static let unrecognizedName = TLSAlert(rawValue: 112)
    public static let certificateRequired = TLSAlert(rawValue: 116)
    public static let noApplicationProtocol = TLSAlert(rawValue: 120)

    // swift-format-ignore
    private static let names: [UInt8: String] = [
        0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed",
        22: "record_overflow", 30: "decompression_failure", 40: "handshake_failure",
        41: "no_certificate", 42: "bad_certificate", 43: "unsupported_certificate",
        44: "certificate_revoked", 45: "certificate_expired", 46: "certificate_unknown",
        47: "illegal_parameter", 48: "unknown_ca", 49: "access_denied", 50: "decode_error",
        51: "decrypt_error", 60: "export_restriction", 70: "protocol_version",
        71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback",
        90: "user_canceled", 100: "no_renegotiation", 109: "missing_extension",
        110: "unsupported_extension", 111: "certificate_unobtainable", 112: "unrecognized_name",
        113: "bad_certificate_status_response", 114: "bad_certificate_hash_value",
        115: "unknown_psk_identity", 116: "certificate_required", 120: "no_application_protocol",
        121: "ech_required",
    ]
}

/// Whether the origin requested a client certificate, and from which authorities.
public enum ClientCertificateRequest: Hashable, Sendable {
    case notAsked
    /// The names of the accepted authorities as RFC 2253 text; may be empty.
    case asked(authorities: [String])
}
