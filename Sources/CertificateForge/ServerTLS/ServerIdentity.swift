package import OpenSSLSupport

/// What a server shows for a name: a private key and the certificates it sends, leaf first.
package struct ServerIdentity: Sendable {
    package var key: PrivateKeyHandle
    /// DER, in the order sent; anything after the leaf may be there, in any order, or nothing.
    package var chain: [[UInt8]]

    /// An identity; the first certificate must belong to the key.
    package init(key: PrivateKeyHandle, chain: [[UInt8]]) {
        self.key = key
        self.chain = chain
    }

    /// The first certificate's key, and all of them as sent.
    package init(_ leaf: ForgedCertificate, sending rest: [ForgedCertificate] = []) {
        self.init(key: leaf.key, chain: ([leaf] + rest).map(\.der))
    }
}
