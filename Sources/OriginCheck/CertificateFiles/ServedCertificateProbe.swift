internal import EdgePolicy
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// Handshakes with every address behind a host, for `cert check --served` and `cert show HOST`.
struct ServedCertificateProbe {
    private let prober: Prober
    private let options: ProbeOptions

    /// Starts what is needed to connect; throws what is wrong with the options.
    init(_ address: AddressOptions, _ request: RequestOptions) throws(CommandFailure) {
        options = try ProbeSettings.options(address, request)
        let resolvers = try ProbeSettings.resolvers(address.resolver)
        do throws(LocalFault) {
            prober = try Prober(resolver: resolvers)
        } catch {
            throw CommandFailure(.internalFault, "cannot start: \(error)")
        }
    }

    /// What the addresses of one target show.
    func certificates(
        of target: Target, connections: Int, asksForSoftware: Bool
    ) async throws(CommandFailure) -> ServedObservation {
        do throws(LocalFault) {
            return try await prober.certificates(
                of: target, options: options, edgeNetworks: CloudflareNetworks.ranges,
                connections: connections, asksForSoftware: asksForSoftware)
        } catch {
            throw CommandFailure(
                .internalFault, "cannot look at \(target.host.ascii): \(error)")
        }
    }
}

/// Whom `--served` asks: a target for each name.
struct ServedTargets {
    let targets: [Target]

    /// What `--served` without a value stands for: the hosts of `--host`, at their own addresses.
    static let hostsThemselves = ":"

    /// `place` is the option's value: where to look, unless it is the hosts themselves. Without a host
    /// the certificate's first name stands in.
    init(
        _ place: String, hosts: [HostName], leaf: CertificateFacts, _ options: AddressOptions
    ) throws(CommandFailure) {
        var options = options
        var names = hosts
        if place != Self.hostsThemselves {
            options.connectTo = place
            if names.isEmpty, let host = try Self.host(of: place), case .name = host {
                names = [host]
            }
        }
        if names.isEmpty, let name = Self.firstName(of: leaf) { names = [name] }
        guard !names.isEmpty else {
            throw CommandFailure(
                .usage, "--served: the certificate has no name to ask for",
                hint: "say which host is meant: --host NAME")
        }
        let builder = try TargetBuilder(options)
        var targets: [Target] = []
        for name in names { targets.append(try builder.target(name.inURL)) }
        try builder.checkUse(by: targets)
        self.targets = targets
    }

    private static func host(of place: String) throws(CommandFailure) -> HostName? {
        do throws(TargetError) {
            return try ConnectOverride(place).host
        } catch {
            throw CommandFailure(
                .usage, "--served: " + TerminalText(untrusted: "\(error)").text,
                hint: "expected HOST or HOST:PORT; the certificate files come first")
        }
    }

    private static func firstName(of leaf: CertificateFacts) -> HostName? {
        NameCoverage(of: leaf).covered.lazy.compactMap { try? HostReader.read($0) }.first
    }
}
