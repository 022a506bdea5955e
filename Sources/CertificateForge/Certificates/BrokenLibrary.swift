internal import COpenSSL

/// A library context in which nothing can be done, as a damaged or foreign OpenSSL would give it.
package enum BrokenLibrary {
    /// The `OSSL_LIB_CTX`, which knows no algorithm; one for the process, never freed. Nil when OpenSSL makes none.
    package static var context: OpaquePointer? {
        OpaquePointer(bitPattern: kept)
    }

    /// A number, since a pointer may not be shared between threads; a leak checker takes it for one all the same.
    private static let kept: UInt = {
        let context = OSSL_LIB_CTX_new()
        return OSSL_PROVIDER_load(context, "null") == nil ? 0 : UInt(bitPattern: context)
    }()
}
