package import OriginFacts

/// One address of an origin.
package struct LabServer: Sendable {
    /// Of 127.0.0.0/8.
    package let address: IPAddress
    package let tls: PortBehaviour
    package let http: PortBehaviour

    /// The `number`th loopback address: 1 is 127.0.0.1.
    init(_ number: UInt8 = 1, tls: PortBehaviour = .soundTLS, http: PortBehaviour = .soundPlain) {
        address = .v4(0x7F00_0000 + UInt32(number))
        self.tls = tls
        self.http = http
    }
}
