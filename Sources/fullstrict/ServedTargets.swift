internal import EdgePolicy
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// Whom `--served` asks: a target for each name.
struct ServedTargets {
    let targets: [Target]

    /// `place` is the option's value: empty for the hosts themselves, else where to look. Without a host
    /// the certificate's first name stands in.
    init(
        _ place: String, hosts: [HostName], leaf: CertificateFacts, _ options: AddressOptions
    ) throws(CommandFailure) {
        var options = options
        var names = hosts
        if !place.isEmpty {
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
