internal import COpenSSL
package import OpenSSLSupport

/// The server side of one TLS connection, in memory. Pass bytes from the network to `receive`, take
/// a step, and send the bytes from `takeOutgoing`. Send them after a failure too, as they contain
/// the alert. A connection must not be used by several threads at once.
package final class ServerTLSConnection {
    private let connection: OpaquePointer
    private let pipe: MemoryPipe
    /// The context, which is retained together with the objects of its callbacks.
    private let context: ServerTLSContext

    /// Creates a connection that waits for a ClientHello.
    package init(_ context: ServerTLSContext) throws(OpenSSLFailure) {
        let pipe = try MemoryPipe()
        ErrorQueue.clear()
        guard let connection = SSL_new(context.pointer) else {
            throw ErrorQueue.failure(of: "create a server connection")
        }
        pipe.attach(to: connection)
        SSL_set_accept_state(connection)
        self.connection = connection
        self.pipe = pipe
        self.context = context
    }

    deinit {
        SSL_free(connection)
    }

    /// Adds bytes from the network.
    package func receive(_ bytes: [UInt8]) {
        pipe.push(bytes)
    }

    /// Continues the handshake.
    package func handshake() -> ServerTLSStep<ServerTLSSession> {
        ErrorQueue.clear()
        let result = SSL_do_handshake(connection)
        return result == 1 ? .done(session) : stopped(result)
    }

    /// Returns the decrypted bytes received after the handshake, up to 64 KiB.
    package func read() -> ServerTLSStep<[UInt8]> {
        ErrorQueue.clear()
        var count = 0
        var result: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, written in
            result = SSL_read_ex(connection, buffer.baseAddress, buffer.count, &count)
            written = result == 1 ? count : 0
        }
        return result == 1 ? .done(bytes) : stopped(result)
    }

    /// Encrypts bytes, which `takeOutgoing` then returns.
    package func write(_ bytes: [UInt8]) -> ServerTLSStep<Void> {
        guard !bytes.isEmpty else { return .done(()) }
        ErrorQueue.clear()
        var count = 0
        let result = SSL_write_ex(connection, bytes, bytes.count, &count)
        return result == 1 ? .done(()) : stopped(result)
    }

    /// Removes and returns the bytes to send to the network.
    package func takeOutgoing() -> [UInt8] {
        pipe.take()
    }

    /// Creates a `close_notify` alert, which `takeOutgoing` then returns.
    package func close() {
        ErrorQueue.clear()
        SSL_shutdown(connection)
        ErrorQueue.clear()
    }

    private func stopped<Value>(_ result: Int32) -> ServerTLSStep<Value> {
        switch SSL_get_error(connection, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: .needsBytes
        case SSL_ERROR_ZERO_RETURN: .closed
        default: .failed(ErrorQueue.drain())
        }
    }

    private var session: ServerTLSSession {
        var text: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(connection, &text, &count)
        let chosen = UnsafeBufferPointer(start: text, count: Int(count))
        let name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name)
        return ServerTLSSession(
            version: ServerTLSVersion(rawValue: Int(SSL_version(connection))),
            cipher: SSL_CIPHER_get_name(SSL_get_current_cipher(connection))
                .map { String(cString: $0) } ?? "",
            applicationProtocol: chosen.isEmpty ? nil : String(decoding: chosen, as: UTF8.self),
            serverName: name.map { String(cString: $0) },
            clientCertificate: SSL_get0_peer_certificate(connection).map { certificate in
                DERReading.bytes { i2d_X509(certificate, $0) }
            })
    }
}

/// The parameters agreed by client and server.
package struct ServerTLSSession: Hashable, Sendable {
    package var version: ServerTLSVersion?
    /// OpenSSL's name for the suite, such as `ECDHE-ECDSA-AES128-GCM-SHA256`.
    package var cipher: String
    /// The chosen ALPN protocol.
    package var applicationProtocol: String?
    /// The name that the client requested.
    package var serverName: String?
    /// The client's leaf certificate in DER.
    package var clientCertificate: [UInt8]?
}

/// The state of a server connection.
package enum ServerTLSStep<Value: Sendable>: Sendable {
    case done(Value)
    /// The connection needs more bytes from the client.
    case needsBytes
    /// The client closed the connection.
    case closed
    /// The step failed. The reasons are OpenSSL's, oldest first. The alert is in `takeOutgoing`.
    case failed([OpenSSLError])
}
