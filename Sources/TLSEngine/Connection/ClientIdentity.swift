package import OpenSSLSupport

/// A client certificate with its key, for origins that pull only from those who show one
/// (developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull).
package struct ClientIdentity: Sendable {
    /// The certificate itself.
    package let leaf: CertificateHandle
    /// Sent after it, in this order.
    package let intermediates: [CertificateHandle]
    package let key: PrivateKeyHandle

    /// A client certificate, what is sent along with it, and its key.
    package init(
        leaf: CertificateHandle, intermediates: [CertificateHandle] = [], key: PrivateKeyHandle
    ) {
        self.leaf = leaf
        self.intermediates = intermediates
        self.key = key
    }
}
