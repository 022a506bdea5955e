internal import NIOCore
internal import OriginFacts

/// One request of a fetch, redirects not followed: what `HTTPSFetch` and `HTTPFetch` have in common.
/// Only addresses that were looked at are dialled.
struct FetchHop: Sendable {
    let prober: Prober
    let userAgent: String
    let bounds: Bounds
    /// Accepts the chain of an https server; nil where https is never asked.
    let judge: HTTPSFetch.Judge?

    /// What a fetch may cost, and where it may lead.
    struct Bounds: Sendable {
        /// Of the body.
        var mostBytes: Int
        var connectMilliseconds: Int
        /// Over everything, redirects included.
        var deadline: NIODeadline
        /// Whether addresses near this machine may be dialled when DNS or a document names them.
        var allowsPrivate: Bool
    }

    /// Asks the first address that can be connected to. `isGivenByUser`: an address the user wrote is
    /// dialled wherever it is.
    func ask(_ url: FetchURL, isGivenByUser: Bool) async throws(FetchError) -> ExchangeOutcome {
        let addresses = try await addresses(of: url, isGivenByUser: isGivenByUser)
        var failure = ConnectionFact.notTested(.outOfTime)
        for address in addresses {
            let loop = prober.nextLoop()
            let line = OriginConnection(plan(url, address, loop), on: loop)
            let outcome: Answer = try await prober.onLoop(loop) { () async throws(FetchError) in
                try await answer(to: url, over: line)
            }
            switch outcome {
            case .asked(let outcome): return outcome
            case .unconnected(let fact): failure = fact
            }
        }
        throw bounds.deadline <= .now() ? .outOfTime : .connection(failure)
    }

    /// What came of a line.
    private enum Answer {
        case asked(ExchangeOutcome)
        case unconnected(ConnectionFact)
    }

    private func answer(
        to url: FetchURL, over line: OriginConnection
    ) async throws(FetchError) -> Answer {
        let isOpen = await line.open()
        let dialled = line.dialled
        guard isOpen || dialled.connection.isOpen else { return .unconnected(dialled.connection) }
        if !isOpen { throw Self.error(of: dialled.handshake) }
        if url.scheme == .https, let judge, let reason = judge(dialled.chain, url.host) {
            line.close()
            throw .untrusted(host: url.host.ascii, reason: reason)
        }
        let request = OriginRequest(
            authority: url.authority, path: url.path, userAgent: userAgent)
        let outcome = await line.askOnce(request)
        line.close()
        return .asked(outcome)
    }

    /// The Location of a redirect; nil for any other answer.
    static func location(_ outcome: ExchangeOutcome) throws(FetchError) -> String? {
        guard case .answered(let answer) = outcome.result, answer.isRedirect else { return nil }
        guard let location = answer.location else { throw .badRedirect }
        return location
    }

    /// The whole body of a 200 answer.
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

    /// A URL, with the error of a fetch.
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

    private func plan(
        _ url: FetchURL, _ address: IPAddress, _ loop: any EventLoop
    ) -> ConnectionOptions {
        var serverName: String?
        if case .name(let name, _) = url.host { serverName = name }
        let tls = prober.context(of: loop).map {
            ConnectionOptions.TLSPlan(
                context: $0, serverName: serverName, applicationProtocols: ["http/1.1"])
        }
        var plan = ConnectionOptions(
            address: address, port: url.port, tls: url.scheme == .https ? tls : nil,
            connectMilliseconds: bounds.connectMilliseconds, deadline: bounds.deadline,
            hasRoute: prober.vantage.hasRoute(address.family))
        plan.limits.bodyBytes = bounds.mostBytes
        plan.limits.bodyMilliseconds = bounds.deadline.millisecondsLeft()
        return plan
    }

    private static func error(of handshake: HandshakeFact) -> FetchError {
        switch handshake {
        case .failed(let failure, _): .handshake(failure)
        case .completed, .notTested: .outOfTime
        }
    }
}
