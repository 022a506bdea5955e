internal import EdgePolicy
internal import OriginFacts
internal import OriginProbe

/// Handshakes with every address behind a host, for `cert check --served` and `cert show HOST`.
struct ServedLook {
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
