internal import OriginProbe

/// Performs a handshake with every address of a host to get its certificates.
struct ServedCertificateProbe {
    private let prober: Prober
    private let options: ProbeOptions

    /// Starts a prober; throws if a setting is invalid.
    init(_ connection: ConnectionSettings) throws(OriginCheckError) {
        options = try connection.probeOptions()
        prober = try connection.prober()
    }

    /// Returns the certificates that the addresses of one target send.
    func certificates(
        of target: Target, connections: Int, asksForSoftware: Bool
    ) async -> ServedObservation {
        await prober.certificates(
            of: target, options, startedAt: Clock.now(), connections: connections,
            asksForSoftware: asksForSoftware)
    }
}

/// The servers to compare with, as one target for each name.
struct ServedTargets {
    let targets: [Target]

    /// Uses the certificate's first name if there are no hosts.
    init(
        _ served: ServedPlace, hosts: [HostName], leaf: CertificateFacts, _ settings: TargetSettings
    ) throws(OriginCheckError) {
        var settings = settings
        var names = hosts
        if case .place(let place) = served {
            settings.connectTo = place
            if names.isEmpty, let host = try Self.host(of: place), case .name = host {
                names = [host]
            }
        }
        if names.isEmpty, let name = Self.firstName(of: leaf) { names = [name] }
        guard !names.isEmpty else {
            throw OriginCheckError(
                .invalidInput, "--served: the certificate has no name to connect to",
                hint: "name the host: --host NAME")
        }
        let reader = try TargetReader(settings)
        var targets: [Target] = []
        for name in names { targets.append(try reader.target(name.inURL)) }
        try reader.checkUse(by: targets)
        self.targets = targets
    }

    private static func host(of place: String) throws(OriginCheckError) -> HostName? {
        do throws(TargetError) {
            return try ConnectOverride(place).host
        } catch {
            throw OriginCheckError(
                .invalidInput, "--served: " + TerminalText(untrusted: "\(error)").text,
                hint: "expected HOST or HOST:PORT, after the certificate files")
        }
    }

    private static func firstName(of leaf: CertificateFacts) -> HostName? {
        NameCoverage(of: leaf).covered.lazy.compactMap { try? HostReader.read($0) }.first
    }
}
