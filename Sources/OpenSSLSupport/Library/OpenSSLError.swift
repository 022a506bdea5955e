internal import COpenSSL

/// One entry of OpenSSL's error queue.
package struct OpenSSLError: Hashable, Sendable {
    package let code: UInt

    /// The entry with that packed code.
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

    /// OpenSSL's own words for it, from a fixed vocabulary: `wrong version number`.
    package var reason: String {
        ERR_reason_error_string(code).map { String(cString: $0) }
            ?? "error \(String(code, radix: 16))"
    }
}
