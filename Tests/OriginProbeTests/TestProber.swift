import CertificateForge
import Glibc
import NIOCore
import OriginFacts

@testable import OriginProbe

/// One prober for all tests, and helpers to run it against test origins.
enum TestProber {
    static let prober: Prober = {
        do {
            return try Prober(
                resolver: ResolverConfiguration(servers: [], milliseconds: 100, attempts: 1),
                hosts: HostsFile(""))
        } catch {
            fatalError("no prober: \(error)")
        }
    }()

    /// The time at which the tests' observations begin.
    static let startTime = UnixTime(seconds: 1_800_000_000)
    static let loopback = IPAddress.v4(0x7F00_0001)

    /// Returns options with enough time for a busy machine; tests of silence use less.
    static func options(_ milliseconds: Int = 10_000) -> ProbeOptions {
        var options = ProbeOptions(version: "test")
        options.connectMilliseconds = 5_000
        options.totalMilliseconds = milliseconds
        // The tests count connections, and diagnostic handshakes would add some.
        options.diagnoses = false
        return options
    }

    /// Options for origins that stay silent.
    static let hurried = options(500)

    static func target(http: UInt16, https: UInt16, host: String = "a.test") -> Target {
        var target = Target(
            input: host, host: .name(ascii: host, unicode: host), addressing: .given([loopback]))
        target.originPorts = PortPair(http: http, https: https)
        return target
    }

    /// Observes an origin's two ports.
    static func observe(
        http: UInt16, https: UInt16, options: ProbeOptions = options(),
        following: @escaping @Sendable (AddressObservation) -> [ExchangeKey] = { _ in [] }
    ) async throws -> AddressObservation {
        let result = try await prober.observe(
            target(http: http, https: https), options,
            following: following)
        guard let seen = result.observation.addresses.first else { throw LocalFault.cancelled }
        return seen
    }

    /// Observes a plain origin whose TLS port refuses connections.
    static func plain(
        _ script: OriginScript, options: ProbeOptions = options()
    ) async throws -> AddressObservation {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(script)
        let seen = try await observe(http: origin.port, https: held.port, options: options)
        await origin.stop()
        held.release()
        return seen
    }

    /// Observes a TLS origin whose plain port refuses connections.
    static func tls(
        _ script: OriginScript, settings: ServerTLSSettings? = nil,
        options: ProbeOptions = options()
    ) async throws -> AddressObservation {
        let held = try HeldPort(.refusing)
        let origin = try await TestOrigin(script, tls: settings ?? identity())
        let seen = try await observe(http: held.port, https: origin.port, options: options)
        await origin.stop()
        held.release()
        return seen
    }

    /// Returns the settings of an HTTP/1.1 server with a self-signed certificate.
    static func identity(
        _ change: (inout ServerTLSSettings) -> Void = { _ in }
    ) throws -> ServerTLSSettings {
        let leaf = try Forge.issue(.server("a.test", at: Int64(time(nil))))
        var settings = ServerTLSSettings(ServerIdentity(leaf))
        settings.applicationProtocol = .choose(["http/1.1"])
        change(&settings)
        return settings
    }

    static func key(_ leg: Leg, _ scheme: VisitorScheme, _ path: String = "/") -> ExchangeKey {
        ExchangeKey(leg: leg, forwarded: scheme, path: path)
    }
}

extension Prober {
    func observe(
        _ target: Target, _ options: ProbeOptions,
        following: @escaping @Sendable (AddressObservation) -> [ExchangeKey] = { _ in [] }
    ) async throws -> ProbeResult {
        try await observe(
            target, options, startedAt: TestProber.startTime, following: following)
    }
}

extension AddressObservation {
    func answer(_ leg: Leg, _ scheme: VisitorScheme, _ path: String = "/") -> HTTPAnswer? {
        guard case .answered(let answer) = self[TestProber.key(leg, scheme, path)] else {
            return nil
        }
        return answer
    }

    func failure(_ leg: Leg, _ scheme: VisitorScheme) -> ExchangeFailure? {
        guard case .failed(let failure) = self[TestProber.key(leg, scheme)] else { return nil }
        return failure
    }
}
