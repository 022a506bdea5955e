/// A protocol version by its wire value.
package enum ServerTLSVersion: Int, Hashable, Sendable, CaseIterable {
    case tls10 = 0x0301
    case tls11 = 0x0302
    case tls12 = 0x0303
    case tls13 = 0x0304
}
