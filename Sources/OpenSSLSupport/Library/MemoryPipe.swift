internal import COpenSSL

/// The two memory BIOs of one `SSL`: bytes from the peer go in, bytes for the peer come out. A TLS
/// connection here has no other access to the network.
package final class MemoryPipe {
    /// Bytes from the peer that the `SSL` has not read yet. This object holds one reference.
    private let incoming: OpaquePointer
    /// Bytes that the `SSL` wrote for the peer. This object holds one reference.
    private let outgoing: OpaquePointer

    /// Creates an empty pipe. Throws only if out of memory.
    package init() throws(OpenSSLFailure) {
        ErrorQueue.clear()
        guard let incoming = fs_BIO_new_mem() else {
            throw ErrorQueue.failure(of: "create a memory BIO")
        }
        guard let outgoing = fs_BIO_new_mem() else {
            BIO_free(incoming)
            throw ErrorQueue.failure(of: "create a memory BIO")
        }
        self.incoming = incoming
        self.outgoing = outgoing
    }

    deinit {
        BIO_free(incoming)
        BIO_free(outgoing)
    }

    /// Connects an `SSL *` to this pipe; the `SSL` takes references of its own.
    package func attach(to connection: OpaquePointer) {
        BIO_up_ref(incoming)
        BIO_up_ref(outgoing)
        SSL_set_bio(connection, incoming, outgoing)
    }

    /// Adds bytes from the peer. There is no limit here; the caller limits how much it reads.
    package func push(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
            let written = BIO_write(incoming, piece.baseAddress, Int32(piece.count))
            guard written > 0 else { return }
            rest = rest.dropFirst(Int(written))
        }
    }

    /// Adds bytes from the peer.
    package func push(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { push($0) }
    }

    /// Marks the end of the peer's bytes. From then on, an empty pipe reads as end of file.
    package func end() {
        fs_BIO_set_mem_eof_return(incoming, 0)
    }

    /// The number of bytes waiting for the peer.
    package var pending: Int {
        Int(BIO_ctrl_pending(outgoing))
    }

    /// Passes all bytes for the peer to `body` without a copy, then removes them. The buffer is
    /// valid only inside `body`, which is also called if there are no bytes.
    package func drain<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var start: UnsafeMutablePointer<CChar>?
        let count = fs_BIO_mem_data(outgoing, &start)
        defer { _ = fs_BIO_reset(outgoing) }
        return try body(UnsafeRawBufferPointer(start: start, count: max(0, count)))
    }

    /// Removes and returns all bytes for the peer.
    package func take() -> [UInt8] {
        drain { Array($0) }
    }
}
