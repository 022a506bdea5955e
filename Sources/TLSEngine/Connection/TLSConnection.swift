internal import COpenSSL
package import OpenSSLSupport
package import OriginFacts

/// One TLS connection as the edge opens it, without a socket. Bytes from the origin go in through
/// `receive`, and bytes for the origin come out of `takeOutgoing`. Each call of `handshake` or
/// `read` proceeds as far as the received bytes allow. For use on one event loop only.
///
/// ```
/// let connection = try TLSConnection(context: context, serverName: "www.example.com")
/// _ = connection.handshake()              // needsBytes; the ClientHello waits in takeOutgoing()
/// connection.receive(bytes)               // then handshake() again, and send takeOutgoing() again
/// ```
///
/// After every call, send what `takeOutgoing` returns, even if the call failed: it may be an alert.
package final class TLSConnection {
    /// Keeps the `SSL_CTX` and the library context alive.
    let context: EdgeTLSContext
    /// Owned by this object; freed in deinit.
    let pointer: OpaquePointer
    let pipe: MemoryPipe
    /// Outlives the `SSL`, whose message callback holds an unretained pointer to it.
    let record = HandshakeTranscript()
    let serverName: String?
    let applicationProtocols: [String]
    var ending: Ending?
    var opening = ProtocolSniffer()
    /// The result of the handshake once it is over.
    var result: Step?
    /// Plain bytes that could not be written because the origin was renegotiating.
    var unwritten: [UInt8] = []

    /// The number of bytes received so far, whether TLS or not.
    package private(set) var bytesReceived = 0

    /// How the origin stopped sending.
    enum Ending {
        case closed
        case reset
    }

    /// Creates a connection that has not sent anything yet.
    ///
    /// - Parameters:
    ///   - serverName: the name for SNI, as an A-label; nil (always for an address) sends none.
    ///   - applicationProtocols: what ALPN offers, at most 255 bytes each; none if empty.
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

    /// Adds bytes from the origin. Call `handshake` or `read` next to process them.
    package func receive(_ bytes: UnsafeRawBufferPointer) {
        bytesReceived += bytes.count
        opening.take(bytes)
        pipe.push(bytes)
    }

    /// Adds bytes from the origin.
    package func receive(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { receive($0) }
    }

    /// Marks the end of the origin's bytes, by FIN or RST. Bytes received earlier are still
    /// processed.
    package func receivedEnd(reset: Bool) {
        ending = reset ? .reset : .closed
    }

    /// Removes and returns the bytes to send to the origin.
    package func takeOutgoing() -> [UInt8] {
        pipe.take()
    }

    /// Passes the bytes to send to `body` without a copy, then removes them. The buffer is valid
    /// only inside `body`, which is also called if there are no bytes.
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
    /// The state of a handshake.
    package enum Step: Sendable {
        /// All received bytes have been processed; send `takeOutgoing` and wait for more.
        case needsBytes
        /// The handshake has finished. The chain is as the origin sent it, leaf first, parsed by
        /// libssl, with one handle for each certificate. `milliseconds` is 0; the caller sets it.
        case finished(TLSSession, chain: [CertificateHandle])
        /// The handshake has failed. `milliseconds` is 0; the caller sets it.
        case failed(HandshakeFailure, PartialHandshake)
    }

    /// The result of reading after the handshake.
    package enum ReadStep: Hashable, Sendable {
        /// Plain bytes, at least one.
        case bytes([UInt8])
        /// All received bytes have been processed.
        case needsBytes
        /// The connection was closed by close_notify, or by FIN without one.
        case closed
        /// A fatal alert. Under TLS 1.3, a missing client certificate causes alert 116 here.
        case alert(TLSAlert)
        /// A record that cannot be accepted, or a reset; `reason` is OpenSSL's own text or `reset`.
        case failed(reason: String)
    }
}
