internal import COpenSSL
internal import Synchronization

/// An `OSSL_LIB_CTX`. Each worker has its own: threads that share one do not run in parallel,
/// because fetching an algorithm takes the context's lock (`bench/README.md`).
package final class LibraryContext: @unchecked Sendable {
    /// The `OSSL_LIB_CTX`. It is never freed: each thread that drew random numbers from it has a
    /// handler with a pointer to it, and OpenSSL 3.0 runs the handler when the thread or the
    /// process ends.
    package let pointer: OpaquePointer
    /// Whether the context is for handshakes only; also false if such a context failed its
    /// self-test.
    package let isLean: Bool

    /// The purpose of a context.
    package enum Purpose: Sendable, CaseIterable {
        /// Everything that OpenSSL's default provider supports.
        case everything
        /// Client handshakes and the certificates in them. Reads RSA, RSA-PSS, EC, Ed25519 and
        /// Ed448 public keys, and kinds that later versions of OpenSSL add, in half the time. A
        /// certificate with a DSA, DH, SM2, X25519 or X448 key can be read, but its key cannot.
        /// Some kinds of private keys are not supported either.
        case handshakes
    }

    /// Creates a context.
    package convenience init(for purpose: Purpose = .everything) throws(OpenSSLFailure) {
        LibraryContext.ignoreConfiguration
        ErrorQueue.clear()
        switch purpose {
        case .everything: try self.init(keeping: OSSL_LIB_CTX_new(), isLean: false)
        case .handshakes:
            try self.init(preferring: LibraryContext.lean())
        }
    }

    /// Uses the lean context, or creates a full one if the lean one is not usable. A full context
    /// is slower, with the same results.
    package convenience init(preferring lean: OpaquePointer?) throws(OpenSSLFailure) {
        try self.init(keeping: lean ?? OSSL_LIB_CTX_new(), isLean: lean != nil)
    }

    private init(keeping made: OpaquePointer?, isLean: Bool) throws(OpenSSLFailure) {
        guard let made else { throw ErrorQueue.failure(of: "create a library context") }
        pointer = made
        self.isLean = isLean
        LibraryContext.alive.withLock { $0.append(UInt(bitPattern: made)) }
    }

    /// All contexts created. They are never freed, and a leak checker would report the unreachable
    /// ones.
    private static let alive = Mutex<[UInt]>([])

    /// Returns a context with the lean provider; nil if the provider failed its self-test. The test
    /// runs once per process, in the first context, because the algorithms it fetches use memory.
    private static func lean() -> OpaquePointer? {
        leanIsSound.withLock { known in
            guard known != false, leanTablesAreFilled, let made = fs_lean_context() else {
                return nil
            }
            let isSound = known ?? LibrarySelfTest.passes(made, beside: nil)
            known = isSound
            return isSound ? made : nil
        }
    }

    private static let leanIsSound = Mutex<Bool?>(nil)

    /// Fills the lean provider's tables, once per process.
    private static let leanTablesAreFilled = fs_lean_prepare() == 1

    /// Ignores the machine's openssl.cnf, whose `system_default` section would change every TLS
    /// context of the process.
    private static let ignoreConfiguration: Void = {
        _ = OPENSSL_init_ssl(fs_OPENSSL_INIT_NO_LOAD_CONFIG, nil)
    }()

    /// The version of OpenSSL linked at run time, such as `OpenSSL 3.0.19 27 Jan 2026`.
    package static var version: String {
        String(cString: OpenSSL_version(OPENSSL_VERSION))
    }
}
