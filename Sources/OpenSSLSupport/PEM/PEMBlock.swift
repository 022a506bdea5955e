/// One `-----BEGIN …-----` block of a PEM text (RFC 7468).
package struct PEMBlock: Hashable, Sendable {
    /// `CERTIFICATE`, `PRIVATE KEY`, ….
    package let label: String
    /// The decoded content.
    package let der: [UInt8]
    /// The line of its BEGIN, counted from 1.
    package let line: Int
}
