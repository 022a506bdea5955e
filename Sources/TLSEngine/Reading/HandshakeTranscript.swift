internal import COpenSSL
internal import OriginFacts

/// The parts of a handshake that libssl does not keep: alert numbers, the ServerHello, and the
/// Certificate message as sent.
final class HandshakeTranscript {
    /// The fatal alert received. Under TLS 1.3, every alert except close_notify is fatal.
    private(set) var fatalAlert: TLSAlert?
    /// A warning received as the last message; nil if another message has followed.
    private(set) var lastWarning: TLSAlert?
    /// The fatal alert sent to the origin.
    private(set) var alertSent: TLSAlert?
    /// The version selected in the last ServerHello.
    private(set) var serverVersion: TLSVersion?
    private(set) var sawHelloRetryRequest = false
    private(set) var sawCertificateRequest = false
    /// The body of the Certificate message, at most as long as the limit set on the context.
    private(set) var certificateMessage: [UInt8] = []
    private var keepsCertificates = true

    /// The callback for `SSL_CTX_set_msg_callback`. The argument is an unretained
    /// `HandshakeTranscript`, kept alive by the connection that owns the `SSL`.
    static let messageCallback:
        @convention(c) (
            Int32, Int32, Int32, UnsafeRawPointer?, Int, OpaquePointer?, UnsafeMutableRawPointer?
        ) -> Void = { isWritten, version, contentType, start, count, _, argument in
            guard let argument else { return }
            let record = Unmanaged<HandshakeTranscript>.fromOpaque(argument).takeUnretainedValue()
            let message = UnsafeRawBufferPointer(start: start, count: count)
            switch contentType {
            case SSL3_RT_ALERT: record.noteAlert(message, isOurs: isWritten != 0)
            case SSL3_RT_HANDSHAKE where isWritten == 0:
                record.note(message, isTLS13: version == TLS1_3_VERSION)
            default: break
            }
        }

    /// Releases data that only a failed handshake needs, including data of a later renegotiation.
    func forgetCertificateMessage() {
        certificateMessage = []
        keepsCertificates = false
    }

    private func noteAlert(_ message: UnsafeRawBufferPointer, isOurs: Bool) {
        guard message.count >= 2 else { return }
        let isFatal = message[0] == UInt8(SSL3_AL_FATAL)
        let alert = TLSAlert(rawValue: message[1])
        switch (isOurs, isFatal) {
        case (true, true): alertSent = alert
        case (true, false): break
        case (false, true): fatalAlert = alert
        case (false, false): lastWarning = alert
        }
    }

    private func note(_ message: UnsafeRawBufferPointer, isTLS13: Bool) {
        lastWarning = nil
        switch message.first.map(Int32.init) {
        case SSL3_MT_SERVER_HELLO: noteServerHello(message)
        case SSL3_MT_CERTIFICATE_REQUEST: sawCertificateRequest = true
        case SSL3_MT_CERTIFICATE where keepsCertificates:
            certificateMessage = Array(message.dropFirst(4))
        default: break
        }
    }

    private func noteServerHello(_ message: UnsafeRawBufferPointer) {
        guard let hello = ServerHelloReading(Array(message.dropFirst(4))) else { return }
        serverVersion = hello.version
        sawHelloRetryRequest = sawHelloRetryRequest || hello.isRetryRequest
    }
}

/// The certificates of a Certificate message as sent (RFC 8446 section 4.4.2, RFC 5246 section
/// 7.4.2), for handshakes that failed before libssl kept them.
struct CertificateMessage: Hashable {
    /// The certificates in the order sent, up to the first malformed one.
    let certificates: [[UInt8]]

    /// Reads at most 100 certificates from a message body.
    init(_ body: [UInt8], isTLS13: Bool) {
        var cursor = ByteCursor(body)
        if isTLS13, let context = cursor.uint8() {
            _ = cursor.bytes(Int(context))
        }
        _ = cursor.uint24()
        var found: [[UInt8]] = []
        while found.count < 100, let length = cursor.uint24(), let der = cursor.bytes(length) {
            found.append(Array(der))
            guard isTLS13 else { continue }
            guard let extensions = cursor.uint16(), cursor.bytes(Int(extensions)) != nil else {
                break
            }
        }
        certificates = found
    }
}

/// The parts of a ServerHello (RFC 8446 section 4.1.3, RFC 5246 section 7.4.1.3) that help explain
/// a failed handshake.
struct ServerHelloReading: Hashable {
    /// The selected version: from the supported_versions extension, otherwise the legacy field.
    let version: TLSVersion
    /// The number of the selected suite.
    let suite: UInt16
    /// Whether this is a HelloRetryRequest (RFC 8446 section 4.1.3).
    let isRetryRequest: Bool

    /// Reads a message body; nil if it is too short for its fixed part.
    init?(_ body: [UInt8]) {
        var cursor = ByteCursor(body)
        guard let legacy = cursor.uint16(), let random = cursor.bytes(32),
            let session = cursor.uint8(), cursor.bytes(Int(session)) != nil,
            let suite = cursor.uint16(), cursor.uint8() != nil
        else { return nil }
        self.suite = suite
        isRetryRequest = Array(random) == ServerHelloReading.retryRandom
        version = TLSVersion(rawValue: ServerHelloReading.selectedVersion(&cursor) ?? legacy)
    }

    private static func selectedVersion(_ cursor: inout ByteCursor) -> UInt16? {
        guard cursor.uint16() != nil else { return nil }
        while let kind = cursor.uint16(), let length = cursor.uint16(),
            let content = cursor.bytes(Int(length))
        {
            var inner = ByteCursor(content)
            if kind == 43 { return inner.uint16() }
        }
        return nil
    }

    /// The SHA-256 of "HelloRetryRequest".
    // swift-format-ignore
    private static let retryRandom: [UInt8] = [
        0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
        0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
    ]
}

/// Reads values in TLS's presentation language (RFC 8446 section 3). Returns nil past the end.
struct ByteCursor {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    var isAtEnd: Bool {
        rest.isEmpty
    }

    mutating func uint8() -> UInt8? {
        rest.popFirst()
    }

    mutating func uint16() -> UInt16? {
        bytes(2).map { $0.reduce(0) { $0 << 8 | UInt16($1) } }
    }

    mutating func uint24() -> Int? {
        bytes(3).map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Returns up to `count` bytes.
    mutating func upTo(_ count: Int) -> ArraySlice<UInt8> {
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
