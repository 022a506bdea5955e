/// The names of the SAN extension (RFC 5280 section 4.2.1.6), as bytes from the network.
package struct AlternativeNames: Hashable, Sendable {
    /// dNSName values; may hold anything, NULs included.
    package var dns: [String] = []
    /// iPAddress values as sent; 4 or 16 bytes when they are well formed.
    package var addresses: [[UInt8]] = []
    /// How many names are of further kinds.
    package var other = 0
}
