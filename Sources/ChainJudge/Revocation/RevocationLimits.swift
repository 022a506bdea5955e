/// The bounds on evidence about revocation; what is over them is not looked at.
package enum RevocationLimits {
    /// Bytes of one list.
    package static let listBytes = 16 << 20
    /// Lists for one chain.
    package static let lists = 8
    /// Bytes of all lists of a chain: parsed they take ten times as much.
    package static let allListBytes = 32 << 20
    /// Bytes of a stapled response.
    package static let stapleBytes = 64 << 10
}
