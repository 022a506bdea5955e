package import OpenSSLSupport
package import OriginFacts

extension TLSConnection {
    /// How far a handshake came.
    package enum Step: Sendable {
        /// Everything received is used up; send `takeOutgoing` and wait for more.
        case needsBytes
        /// Done. The chain is the peer's as sent, leaf first, parsed by libssl, one handle for each
        /// certificate in the session. `milliseconds` is left 0 for the caller.
        case finished(TLSSession, chain: [CertificateHandle])
        /// Over. `milliseconds` is left 0 for the caller.
        case failed(HandshakeFailure, PartialHandshake)
    }

    /// What the origin said after the handshake.
    package enum ReadStep: Hashable, Sendable {
        /// Plain bytes, at least one.
        case bytes([UInt8])
        /// Everything received is used up.
        case needsBytes
        /// close_notify, or FIN without one.
        case closed
        /// A fatal alert; under TLS 1.3 a demanded client certificate shows here, as alert 116.
        case alert(TLSAlert)
        /// A record that cannot be accepted, or a reset; `reason` is OpenSSL's own text or `reset`.
        case failed(reason: String)
    }
}
