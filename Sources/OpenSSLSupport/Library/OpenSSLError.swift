internal import COpenSSL

/// One entry of OpenSSL's error queue.
package struct OpenSSLError: Hashable, Sendable {
    package let code: UInt

    package init(code: UInt) {
        self.code = code
    }

    /// The library part (ERR_LIB_SSL = 20, …).
    package var library: Int32 {
        ERR_GET_LIB(code)
    }

    /// The reason number within the library: SSL_R_…, X509_R_….
    package var reasonCode: Int32 {
        ERR_GET_REASON(code)
    }

    /// OpenSSL's text for the reason, from a fixed list, such as `wrong version number`.
    package var reason: String {
        ERR_reason_error_string(code).map { String(cString: $0) }
            ?? "error \(String(code, radix: 16))"
    }
}

/// An operation that OpenSSL refused: a fault of this program or its inputs, never of an origin.
package struct OpenSSLFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The operation that was attempted, such as `read private key`.
    package let operation: String
    /// OpenSSL's text for the reason.
    package let reason: String

    package init(operation: String, reason: String) {
        self.operation = operation
        self.reason = reason
    }

    package var description: String {
        "cannot \(operation): \(reason)"
    }
}

/// OpenSSL's error queue for this thread. It is cleared before each call whose failure is read, and
/// drained afterwards, so that the next connection on the same loop does not see old errors.
package enum ErrorQueue {
    /// Clears the queue.
    package static func clear() {
        ERR_clear_error()
    }

    /// Removes and returns all errors, oldest first.
    package static func drain() -> [OpenSSLError] {
        var errors: [OpenSSLError] = []
        while case let code = ERR_get_error(), code != 0 {
            errors.append(OpenSSLError(code: code))
        }
        return errors
    }

    /// Empties the queue and returns its oldest error as a failure of that operation.
    package static func failure(of operation: String) -> OpenSSLFailure {
        OpenSSLFailure(operation: operation, reason: drain().first?.reason ?? "unknown reason")
    }
}
