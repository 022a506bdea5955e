package import EdgePolicy
package import OriginFacts

/// An origin with at most one misconfiguration, and the expected predictions.
package struct LabOrigin: Sendable, CustomStringConvertible {
    /// A short, unique identifier, such as `expired`.
    package let id: String
    /// A description in one line.
    package let summary: String
    /// The kind of behaviour.
    package let shape: LabShape
    package let hostname: String
    /// The servers, one for each address. All use the same two ports.
    package let servers: [LabServer]
    package let expected: ExpectedOutcomes
    package let basis: Basis
    /// The source of the expectation: a page on developers.cloudflare.com, an RFC or a source file.
    package let source: String

    /// Creates an origin with one address. Its host name is `<id>.lab.test` unless one is given.
    init(
        _ id: String, _ summary: String, _ shape: LabShape, hostname: String? = nil,
        tls: PortBehaviour = .soundTLS, http: PortBehaviour = .soundPlain,
        expected: ExpectedOutcomes, basis: Basis = .documented, source: String
    ) {
        self.init(
            id, summary, shape, hostname: hostname, pool: [LabServer(tls: tls, http: http)],
            expected: expected, basis: basis, source: source)
    }

    /// Creates an origin with several addresses.
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

    /// Whether this machine has the addresses of the origin. This is false for an origin with an
    /// IPv6 address on a machine without `::1`.
    package var isPlayable: Bool {
        BoundSocket.hasIPv6 || addresses.allSatisfy { $0.family == .ipv4 }
    }

    /// The arguments that make `fullstrict check` test this origin on these ports.
    package func arguments(ports: PortPair) -> [String] {
        [
            hostname, "--resolve", addresses.map(\.description).joined(separator: ","),
            "-p", "\(ports.https)", "--http-port", "\(ports.http)",
        ]
    }
}

/// The reason why the lab could not start.
package enum LabFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// No origin has that id.
    case unknownOrigin(id: String)
    /// A port is in use or not permitted. `reason` is the system's error message.
    case portNotAvailable(port: UInt16, reason: String)
    /// The port base leaves no room for all origins below 65,536.
    case portBaseTooHigh(UInt16)
    /// A certificate or TLS context could not be created.
    case cryptography(reason: String)

    package var description: String {
        switch self {
        case .unknownOrigin(let id): "no lab origin is called \(id)"
        case .portNotAvailable(let port, let reason): "cannot use port \(port): \(reason)"
        case .portBaseTooHigh(let base): "ports from \(base) up do not suffice for all origins"
        case .cryptography(let reason): reason
        }
    }

    /// Runs a function that uses CertificateForge and converts its errors to `cryptography`.
    static func wrapping<Value>(_ work: () throws -> Value) throws(LabFailure) -> Value {
        do {
            return try work()
        } catch {
            throw .cryptography(reason: "\(error)")
        }
    }
}
