internal import COpenSSL

/// A library context in which nothing can be done, as a damaged or foreign OpenSSL would give it.
package enum BrokenLibrary {
    /// An `OSSL_LIB_CTX` that knows no algorithm. The caller's, to be kept for the life of the process; nil
    /// when OpenSSL makes none.
    package static func context() -> OpaquePointer? {
        let context = OSSL_LIB_CTX_new()
        return OSSL_PROVIDER_load(context, "null") == nil ? nil : context
    }
}
