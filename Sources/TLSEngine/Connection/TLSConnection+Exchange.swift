internal import COpenSSL
internal import OpenSSLSupport

extension TLSConnection {
    /// Takes what the origin said next. Call it until it gives no more `bytes`.
    package func read() -> ReadStep {
        ErrorQueue.clear()
        retryWriting()
        var outcome: Int32 = 0
        // On the stack: most reads give little, or nothing.
        let bytes = withUnsafeTemporaryAllocation(
            of: UInt8.self, capacity: TLSConnection.readSize
        ) { buffer in
            var count = 0
            outcome = SSL_read_ex(pointer, buffer.baseAddress, buffer.count, &count)
            return outcome == 1 ? Array(buffer[..<count]) : []
        }
        if outcome == 1 { return .bytes(bytes) }
        let error = SSL_get_error(pointer, outcome)
        return readStep(error, ErrorQueue.drain())
    }

    /// Says something to the origin; send `takeOutgoing` afterwards. False when nothing can be said
    /// any more, and `read` tells why. While the origin renegotiates, bytes wait for it to finish.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty else { return true }
        unwritten.append(contentsOf: bytes)
        ErrorQueue.clear()
        return retryWriting()
    }

    /// Says close_notify; send `takeOutgoing` afterwards. Nothing is awaited.
    package func close() {
        ErrorQueue.clear()
        guard SSL_in_init(pointer) == 0 else { return }
        SSL_shutdown(pointer)
        // Who waits for the end of a closed connection need not keep the record it was said in.
        SSL_free_buffers(pointer)
        ErrorQueue.clear()
    }

    @discardableResult
    private func retryWriting() -> Bool {
        guard !unwritten.isEmpty else { return true }
        var written = 0
        let outcome = SSL_write_ex(pointer, unwritten, unwritten.count, &written)
        if outcome == 1 {
            unwritten = []
            return true
        }
        let error = SSL_get_error(pointer, outcome)
        ErrorQueue.clear()
        return error == SSL_ERROR_WANT_READ
    }

    private func readStep(_ error: Int32, _ errors: [OpenSSLError]) -> ReadStep {
        switch error {
        case SSL_ERROR_WANT_READ:
            switch ending {
            case nil:
                // A session ticket makes OpenSSL keep a buffer for writing, 16 KB, until the connection ends.
                SSL_free_buffers(pointer)
                return .needsBytes
            case .closed: return .closed
            case .reset: return .failed(reason: "reset")
            }
        case SSL_ERROR_ZERO_RETURN:
            return .closed
        default:
            if let alert = record.fatalAlert { return .alert(alert) }
            return .failed(reason: errors.mostTelling?.reason ?? "unknown reason")
        }
    }

    /// One TLS record's worth of plain text.
    private static let readSize = 16_384
}
