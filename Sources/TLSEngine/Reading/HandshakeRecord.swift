internal import COpenSSL
internal import OriginFacts

/// What passed by during a handshake and libssl does not keep: alerts with their numbers, the
/// ServerHello, the Certificate message as sent.
final class HandshakeRecord {
    /// The fatal alert that came in; under TLS 1.3 every alert but close_notify is fatal.
    private(set) var fatalAlert: TLSAlert?
    /// A warning that came in and was the last thing said; nil once another message follows.
    private(set) var lastWarning: TLSAlert?
    /// The fatal alert we sent.
    private(set) var alertSent: TLSAlert?
    /// The version of the last ServerHello, as selected.
    private(set) var serverVersion: TLSVersion?
    private(set) var sawHelloRetryRequest = false
    private(set) var sawCertificateRequest = false
    /// The body of the Certificate message, at most as long as the limit set on the context.
    private(set) var certificateMessage: [UInt8] = []
    private var keepsCertificates = true

    /// For `SSL_CTX_set_msg_callback`. The argument is an unretained `HandshakeRecord`, kept alive by
    /// the connection that owns the `SSL`.
    static let messageCallback:
        @convention(c) (
            Int32, Int32, Int32, UnsafeRawPointer?, Int, OpaquePointer?, UnsafeMutableRawPointer?
        ) -> Void = { isWritten, version, contentType, start, count, _, argument in
            guard let argument else { return }
            let record = Unmanaged<HandshakeRecord>.fromOpaque(argument).takeUnretainedValue()
            let message = UnsafeRawBufferPointer(start: start, count: count)
            switch contentType {
            case SSL3_RT_ALERT: record.noteAlert(message, isOurs: isWritten != 0)
            case SSL3_RT_HANDSHAKE where isWritten == 0:
                record.note(message, isTLS13: version == TLS1_3_VERSION)
            default: break
            }
        }

    /// Lets go of what only a failed handshake needs, a later renegotiation's too.
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
