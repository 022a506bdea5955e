internal import NIOCore
internal import OriginFacts

/// One request of a fetch, without following redirects. `HTTPSFetch` and `HTTPFetch` share it. Only
/// addresses that have been checked are dialled.
struct FetchHop: Sendable {
    let prober: Prober
    let userAgent: String
    let bounds: Bounds
    /// The function that judges the chain of an https server, or nil if https is never used.
    let judge: HTTPSFetch.Judge?

    /// The limits of a fetch, and the addresses to which it may connect.
    struct Bounds: Sendable {
        /// The maximum size of the body in bytes.
        var mostBytes: Int
        var connectMilliseconds: Int
        /// The deadline for the entire fetch, including redirects.
        var deadline: NIODeadline
        /// Whether private and local addresses may be dialled if DNS or a document leads to them.
        var allowsPrivate: Bool
    }

    /// Sends the request to the first address that accepts a connection. An address given by the
    /// user is dialled even if it is private or local.
    func ask(_ url: FetchURL, isGivenByUser: Bool) async throws(FetchError) -> ExchangeOutcome {
        let addresses = try await addresses(of: url, isGivenByUser: isGivenByUser)
        var failure = ConnectionFact.notTested(.outOfTime)
        for address in addresses {
            let worker = prober.nextWorker()
            let connection = OriginConnection(options(url, address, worker), on: worker.loop)
            let outcome: Answer = try await worker.run { () async throws(FetchError) in
                try await answer(to: url, over: connection)
            }
            switch outcome {
            case .asked(let outcome): return outcome
            case .unconnected(let fact): failure = fact
            }
        }
        throw bounds.deadline <= .now() ? .outOfTime : .connection(failure)
    }

    /// The result of one connection.
    private enum Answer {
        case asked(ExchangeOutcome)
        case unconnected(ConnectionFact)
    }

    private func answer(
        to url: FetchURL, over connection: OriginConnection
    ) async throws(FetchError) -> Answer {
        let isOpen = await connection.open()
        let dialled = connection.dialled
        guard isOpen || dialled.connection.isOpen else { return .unconnected(dialled.connection) }
        if !isOpen { throw Self.error(of: dialled.handshake) }
        if url.scheme == .https, let judge, let reason = judge(dialled.chain, url.host) {
            connection.close()
            throw .untrusted(host: url.host.ascii, reason: reason)
        }
        let request = OriginRequest(
            authority: url.authority, path: url.path, userAgent: userAgent)
        let outcome = await connection.askOnce(request)
        connection.close()
        return .asked(outcome)
    }

    /// Returns the Location of a redirect, or nil for any other response.
    static func location(_ outcome: ExchangeOutcome) throws(FetchError) -> String? {
        guard case .answered(let answer) = outcome.result, answer.isRedirect else { return nil }
        guard let location = answer.location else { throw .badRedirect }
        return location
    }

    /// Returns the whole body of a 200 response.
    func body(of outcome: ExchangeOutcome) throws(FetchError) -> [UInt8] {
        switch outcome.result {
        case .failed(let failure): throw .exchange(failure)
        case .notTested: throw .outOfTime
        case .answered(let answer):
            guard answer.status == 200 else { throw .status(answer.status) }
            switch answer.body.end {
            case .complete: return outcome.body
            case .cut: throw .tooLarge(limit: bounds.mostBytes)
            case .broken: throw .incomplete
            case .timedOut: throw .outOfTime
            }
        }
    }

    /// Reads a URL and converts its error to a `FetchError`.
    static func read(_ body: () throws(TargetError) -> FetchURL) throws(FetchError) -> FetchURL {
        do throws(TargetError) {
            return try body()
        } catch {
            throw .badURL(error)
        }
    }

    // MARK: - Dialling

    private func addresses(
        of url: FetchURL, isGivenByUser: Bool
    ) async throws(FetchError) -> [IPAddress] {
        var found: [IPAddress] = []
        switch url.host {
        case .address(let address):
            if isGivenByUser { return [address] }
            found = [address]
        case .name(let name, _):
            let facts = await prober.resolver.lookUp(name, deadline: bounds.deadline)
            found = facts.addresses
            guard !found.isEmpty else { throw .noAddress(facts.ipv4, facts.ipv6) }
        }
        let allowed = found.filter { bounds.allowsPrivate || !$0.scope.isGuarded }
        guard !allowed.isEmpty else { throw .guarded(found[0]) }
        return allowed
    }

    private func options(
        _ url: FetchURL, _ address: IPAddress, _ worker: ProbeWorker
    ) -> ConnectionOptions {
        var serverName: String?
        if case .name(let name, _) = url.host { serverName = name }
        let tls = ConnectionOptions.TLSOptions(
            context: worker.context, serverName: serverName, applicationProtocols: ["http/1.1"])
        var options = ConnectionOptions(
            address: address, port: url.port, tls: url.scheme == .https ? tls : nil,
            connectMilliseconds: bounds.connectMilliseconds, deadline: bounds.deadline,
            hasRoute: prober.vantage.hasRoute(address.family))
        options.limits.bodyBytes = bounds.mostBytes
        options.limits.bodyMilliseconds = bounds.deadline.millisecondsLeft()
        return options
    }

    private static func error(of handshake: HandshakeFact) -> FetchError {
        switch handshake {
        case .failed(let failure, _): .handshake(failure)
        case .completed, .notTested: .outOfTime
        }
    }
}
