/// Why a PKCS#12 file cannot be opened.
package enum KeyStoreFailure: Error, Hashable, Sendable {
    /// The password is another (RFC 7292 section 4: the MAC over the contents does not fit).
    case wrongPassword
    /// Encrypted by an algorithm this OpenSSL no longer reads: RC2 and other ciphers of the 1990s need its
    /// legacy provider.
    case oldCipher
    case damaged(OpenSSLFailure)
}
