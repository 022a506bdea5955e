internal import OpenSSLSupport

/// The one library context of all servers the forge makes. It is never freed: threads that drew random
/// numbers in a context visit it once more when they end (`OPENSSL_thread_stop_ex(3)`), and a server's
/// connections live on threads the forge knows nothing of.
enum ForgeLibrary {
    private static let shared = Result { () throws(OpenSSLFailure) in try LibraryContext() }

    /// The context; throws when OpenSSL could not make one.
    static func context() throws(OpenSSLFailure) -> LibraryContext {
        try shared.get()
    }
}
