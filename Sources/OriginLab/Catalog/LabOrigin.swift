package import EdgePolicy
package import OriginFacts

/// An origin with one thing wrong (or nothing), and what visitors must be predicted to get from it.
package struct LabOrigin: Sendable, CustomStringConvertible {
    /// Short, unique: `expired`.
    package let id: String
    /// One line.
    package let summary: String
    /// What makes it different from the others.
    package let shape: LabShape
    package let hostname: String
    /// One for each address, all on the same two ports.
    package let servers: [LabServer]
    package let expected: ExpectedOutcomes
    package let basis: Basis
    /// Where the expectation comes from: a page of developers.cloudflare.com by its name, a source file.
    package let source: String

    /// An origin with one address; its name is `<id>.lab.test` unless given.
    init(
        _ id: String, _ summary: String, _ shape: LabShape, hostname: String? = nil,
        tls: PortBehaviour = .soundTLS, http: PortBehaviour = .soundPlain,
        expected: ExpectedOutcomes, basis: Basis = .documented, source: String
    ) {
        self.init(
            id, summary, shape, hostname: hostname, pool: [LabServer(tls: tls, http: http)],
            expected: expected, basis: basis, source: source)
    }

    /// An origin with several addresses.
    init(
        _ id: String, _ summary: String, _ shape: LabShape, hostname: String? = nil,
        pool: [LabServer], expected: ExpectedOutcomes, basis: Basis = .documented, source: String
    ) {
        self.id = id
        self.summary = summary
        self.shape = shape
        self.hostname = hostname ?? "\(id).lab.test"
        self.servers = pool
        self.expected = expected
        self.basis = basis
        self.source = source
    }

    package var description: String { id }

    /// The addresses, in order.
    package var addresses: [IPAddress] {
        servers.map(\.address)
    }

    /// False for an origin with an IPv6 address on a machine without `::1`.
    package var isPlayable: Bool {
        BoundSocket.hasIPv6 || addresses.allSatisfy { $0.family == .ipv4 }
    }

    /// What to hand `fullstrict check` to meet this origin on those ports.
    package func arguments(ports: PortPair) -> [String] {
        [
            hostname, "--resolve", addresses.map(\.description).joined(separator: ","),
            "-p", "\(ports.https)", "--http-port", "\(ports.http)",
        ]
    }
}
