internal import COpenSSL

/// OpenSSL's error queue of this thread. Cleared before each call whose failure is read, drained after:
/// else the next connection on the same loop inherits what was left.
package enum ErrorQueue {
    /// Forgets everything queued.
    package static func clear() {
        ERR_clear_error()
    }

    /// Takes everything queued, oldest first.
    package static func drain() -> [OpenSSLError] {
        var errors: [OpenSSLError] = []
        while case let code = ERR_get_error(), code != 0 {
            errors.append(OpenSSLError(code: code))
        }
        return errors
    }

    /// The oldest queued error as thrown by our own operations; the queue is empty afterwards.
    package static func failure(of operation: String) -> OpenSSLFailure {
        OpenSSLFailure(operation: operation, reason: drain().first?.reason ?? "unknown reason")
    }
}
