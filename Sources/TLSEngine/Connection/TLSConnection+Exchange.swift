internal import COpenSSL
internal import OpenSSLSupport

extension TLSConnection {
    /// Reads the next data from the origin. Call it until it returns no more `bytes`.
    package func read() -> ReadStep {
        ErrorQueue.clear()
        retryWriting()
        var outcome: Int32 = 0
        // On the stack, because most reads return few bytes or none.
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

    /// Encrypts bytes for the origin; send `takeOutgoing` afterwards. Returns false if nothing more
    /// can be sent; `read` then returns the reason. While the origin renegotiates, the bytes are
    /// queued.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty else { return true }
        unwritten.append(contentsOf: bytes)
        ErrorQueue.clear()
        return retryWriting()
    }

    /// Sends close_notify without waiting for the origin's. Send `takeOutgoing` afterwards.
    package func close() {
        ErrorQueue.clear()
        guard SSL_in_init(pointer) == 0 else { return }
        SSL_shutdown(pointer)
        // The record buffer is not needed after close_notify.
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
                // A session ticket makes OpenSSL keep a 16 KB write buffer until the connection
                // ends.
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

    /// The maximum size of the plain text in one TLS record.
    private static let readSize = 16_384
}
