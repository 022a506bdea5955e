internal import COpenSSL
internal import Synchronization

/// An `OSSL_LIB_CTX` of its own. One for each worker: threads that share one gain nothing from the
/// second core, because fetching an algorithm takes the context's lock (`bench/README.md`).
package final class LibraryContext: @unchecked Sendable {
    /// The `OSSL_LIB_CTX`. Never freed: every thread that drew random numbers from it keeps a handler
    /// that points into it, and OpenSSL 3.0 runs those when the thread or the process ends.
    package let pointer: OpaquePointer

    /// What a context is for.
    package enum Purpose: Sendable, CaseIterable {
        /// All that OpenSSL's default provider does.
        case everything
        /// Client handshakes and the certificates in them. Reads RSA, RSA-PSS, EC, Ed25519 and Ed448
        /// public keys (and those later versions of OpenSSL add) in half the time. A certificate with
        /// a DSA, DH, SM2, X25519 or X448 key is read, its key is not. Private keys are
        /// better read elsewhere: some kinds are not known here.
        case handshakes
    }

    /// A new context.
    package init(for purpose: Purpose = .everything) throws(OpenSSLFailure) {
        LibraryContext.ignoreConfiguration
        ErrorQueue.clear()
        let made =
            switch purpose {
            case .everything: OSSL_LIB_CTX_new()
            case .handshakes: LibraryContext.leanTablesAreFilled ? fs_lean_context() : nil
            }
        guard let made else { throw ErrorQueue.failure(of: "create a library context") }
        pointer = made
        LibraryContext.alive.withLock { $0.append(UInt(bitPattern: made)) }
    }

    /// Every context made: what is never freed must stay in reach, or a leak checker reports it.
    private static let alive = Mutex<[UInt]>([])

    /// Fills the lean provider's tables, once for the process.
    private static let leanTablesAreFilled = fs_lean_prepare() == 1

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
