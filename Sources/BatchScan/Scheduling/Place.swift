public import OriginFacts

/// A server as one job meets it. Limits count by address; whether it has banned us is judged by address
/// and ports, since one port may be down for good reason.
public struct Place: Hashable, Sendable {
    public var address: IPAddress
    public var ports: PortPair

    /// An address with the ports a job asks.
    public init(_ address: IPAddress, ports: PortPair) {
        self.address = address
        self.ports = ports
    }
}
