package import OriginFacts

/// One address of an origin.
package struct LabServer: Sendable {
    /// Of 127.0.0.0/8, or `::1`.
    package let address: IPAddress
    package let tls: PortBehaviour
    package let http: PortBehaviour

    /// The `number`th loopback address: 1 is 127.0.0.1.
    init(_ number: UInt8 = 1, tls: PortBehaviour = .soundTLS, http: PortBehaviour = .soundPlain) {
        address = .v4(0x7F00_0000 + UInt32(number))
        self.tls = tls
        self.http = http
    }

    /// The one IPv6 loopback address.
    static func ipv6(
        tls: PortBehaviour = .soundTLS, http: PortBehaviour = .soundPlain
    ) -> LabServer {
        LabServer(address: .v6(high: 0, low: 1), tls: tls, http: http)
    }

    private init(address: IPAddress, tls: PortBehaviour, http: PortBehaviour) {
        self.address = address
        self.tls = tls
        self.http = http
    }
}
