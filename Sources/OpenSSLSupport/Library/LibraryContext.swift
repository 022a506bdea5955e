internal import COpenSSL
internal import Synchronization

/// An `OSSL_LIB_CTX` of its own. One for each worker: threads that share one gain nothing from the
/// second core, because fetching an algorithm takes the context's lock (`bench/README.md`).
package final class LibraryContext: @unchecked Sendable {
    /// The `OSSL_LIB_CTX`. Never freed: every thread that drew random numbers from it keeps a handler
    /// that points into it, and OpenSSL 3.0 runs those when the thread or the process ends.
    package let pointer: OpaquePointer
    /// Whether it is made for handshakes only; false also where that was asked for and did not pass its test.
    package let isLean: Bool

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
    package convenience init(for purpose: Purpose = .everything) throws(OpenSSLFailure) {
        LibraryContext.ignoreConfiguration
        ErrorQueue.clear()
        switch purpose {
        case .everything: try self.init(keeping: OSSL_LIB_CTX_new(), isLean: false)
        case .handshakes:
            try self.init(preferring: LibraryContext.lean())
        }
    }

    /// That context, which is a lean one; one that does everything when there is none: slower, and right.
    package convenience init(preferring lean: OpaquePointer?) throws(OpenSSLFailure) {
        try self.init(keeping: lean ?? OSSL_LIB_CTX_new(), isLean: lean != nil)
    }

    private init(keeping made: OpaquePointer?, isLean: Bool) throws(OpenSSLFailure) {
        guard let made else { throw ErrorQueue.failure(of: "create a library context") }
        pointer = made
        self.isLean = isLean
        LibraryContext.alive.withLock { $0.append(UInt(bitPattern: made)) }
    }

    /// Every context made: what is never freed must stay in reach, or a leak checker reports it.
    private static let alive = Mutex<[UInt]>([])

    /// A context with the lean provider, nil where that did not pass its test. The test is made once for the
    /// process, in the first context: each has the same provider, and what the test fetches takes memory.
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
