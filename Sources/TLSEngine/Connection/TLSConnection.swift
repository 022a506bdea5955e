internal import COpenSSL
package import OpenSSLSupport
package import OriginFacts

/// One TLS connection as the edge opens it, without a socket: bytes from the origin go in by
/// `receive`, bytes for the origin come out by `takeOutgoing`, and each call of `handshake` or `read`
/// goes as far as the bytes allow. Used from one event loop only.
///
/// ```
/// let connection = try TLSConnection(context: context, serverName: "www.example.com")
/// _ = connection.handshake()              // needsBytes; the ClientHello waits in takeOutgoing()
/// connection.receive(bytes)               // then handshake() again, and send takeOutgoing() again
/// ```
///
/// After every call send what `takeOutgoing` gives, also when the call failed: it may be an alert.
package final class TLSConnection {
    /// Keeps the `SSL_CTX` and the library context alive.
    let context: EdgeTLSContext
    /// Owned; freed in deinit.
    let pointer: OpaquePointer
    let pipe: MemoryPipe
    /// Outlives the `SSL`, whose message callback holds an unretained pointer to it.
    let record = HandshakeTranscript()
    let serverName: String?
    let applicationProtocols: [String]
    var ending: Ending?
    var opening = ProtocolSniffer()
    /// The result of a handshake that is over.
    var result: Step?
    /// Plain bytes that could not be written while the origin renegotiates.
    var unwritten: [UInt8] = []

    /// Bytes received so far, TLS records and whatever else.
    package private(set) var bytesReceived = 0

    /// How the origin stopped sending.
    enum Ending {
        case closed
        case reset
    }

    /// A connection that has not said anything yet.
    ///
    /// - Parameters:
    ///   - serverName: what goes into SNI, an A-label name; nil (always for an address) sends none.
    ///   - applicationProtocols: what ALPN offers, at most 255 bytes each; none when empty.
    package init(
        context: EdgeTLSContext, serverName: String?,
        applicationProtocols: [String] = EdgeHelloTable.applicationProtocols
    ) throws(OpenSSLFailure) {
        let pipe = try MemoryPipe()
        ErrorQueue.clear()
        guard let pointer = SSL_new(context.pointer) else {
            throw ErrorQueue.failure(of: "create a TLS connection")
        }
        guard TLSConnection.setServerName(serverName, of: pointer),
            TLSConnection.offer(applicationProtocols, in: pointer)
        else {
            SSL_free(pointer)
            throw ErrorQueue.failure(of: "prepare a ClientHello")
        }
        pipe.attach(to: pointer)
        SSL_set_connect_state(pointer)
        self.context = context
        self.pointer = pointer
        self.pipe = pipe
        self.serverName = serverName
        self.applicationProtocols = applicationProtocols
        fs_SSL_set_msg_callback_arg(pointer, Unmanaged.passUnretained(record).toOpaque())
    }

    deinit {
        SSL_free(pointer)
    }

    /// Takes bytes the origin sent. Call `handshake` or `read` next: nothing is worked on here.
    package func receive(_ bytes: UnsafeRawBufferPointer) {
        bytesReceived += bytes.count
        opening.take(bytes)
        pipe.push(bytes)
    }

    /// Takes bytes the origin sent.
    package func receive(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { receive($0) }
    }

    /// The origin will send no more, by FIN or by RST. What it sent before is still worked on.
    package func receivedEnd(reset: Bool) {
        ending = reset ? .reset : .closed
    }

    /// Bytes to send to the origin, handed out once.
    package func takeOutgoing() -> [UInt8] {
        pipe.take()
    }

    /// Passes the bytes to send to `body` without a copy; the buffer is valid only in there, and the
    /// bytes are gone afterwards. `body` is called with an empty buffer when there are none.
    package func drainOutgoing<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try pipe.drain(body)
    }

    /// Whether there are bytes to send.
    package var hasOutgoing: Bool {
        pipe.pending > 0
    }

    private static func setServerName(_ name: String?, of pointer: OpaquePointer) -> Bool {
        guard let name else { return true }
        guard !name.utf8.contains(0) else { return false }
        return fs_SSL_set_tlsext_host_name(pointer, name) == 1
    }

    private static func offer(_ protocols: [String], in pointer: OpaquePointer) -> Bool {
        guard !protocols.isEmpty else { return true }
        guard protocols.allSatisfy({ (1...255).contains($0.utf8.count) }) else { return false }
        let wire = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        return SSL_set_alpn_protos(pointer, wire, UInt32(wire.count)) == 0
    }
}

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
