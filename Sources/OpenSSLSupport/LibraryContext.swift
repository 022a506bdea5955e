internal import COpenSSL

/// An `OSSL_LIB_CTX` of its own. One for each worker: threads that share one gain nothing from the
/// second core, because fetching an algorithm takes the context's lock (`bench/README.md`).
package final class LibraryContext: @unchecked Sendable {
    /// The `OSSL_LIB_CTX`. Never freed: every thread that drew random numbers from it keeps a handler
    /// that points into it, and OpenSSL 3.0 runs those when the thread or the process ends.
    package let pointer: OpaquePointer

    /// A context with the default provider.
    package init() throws(OpenSSLFailure) {
        LibraryContext.ignoreConfiguration
        ErrorQueue.clear()
        guard let pointer = OSSL_LIB_CTX_new() else {
            throw ErrorQueue.failure(of: "create a library context")
        }
        self.pointer = pointer
    }

    /// Keeps the machine's openssl.cnf out: its `system_default` section would change every TLS
    /// context of the process, ours included.
    private static let ignoreConfiguration: Void = {
        _ = OPENSSL_init_ssl(fs_OPENSSL_INIT_NO_LOAD_CONFIG, nil)
    }()

    /// `OpenSSL 3.0.19 27 Jan 2026`, as linked at run time.
    package static var version: String {
        String(cString: OpenSSL_version(OPENSSL_VERSION))
    }
}
