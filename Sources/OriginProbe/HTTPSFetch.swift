internal import NIOCore
package import OpenSSLSupport
package import OriginFacts

/// Fetches one document by http or https, within bounds, over the edge's own engine: trust lists and
/// missing intermediates. The chain is judged before anything is asked; nothing is written.
package struct HTTPSFetch: Sendable {
    /// Accepts a chain for a host with nil, or says why not.
    package typealias Judge = @Sendable ([CertificateHandle], HostName) -> String?

    private let prober: Prober
    /// Of the body.
    package var mostBytes = 4 * 1_024 * 1_024
    /// Over everything, redirects included.
    package var totalMilliseconds = 30_000
    package var connectMilliseconds = 5_000
    /// Whether addresses near this machine may be dialled when DNS or a redirect names them.
    package var allowsPrivate = false
    package var userAgent: String

    /// Redirects followed at most.
    private static let mostRedirects = 5

    /// A fetch that uses a prober's event loops and resolver.
    package init(_ prober: Prober, userAgent: String) {
        self.prober = prober
        self.userAgent = userAgent
    }

    /// The body of a 200 answer. https never leads to http.
    package func get(_ text: String, judge: @escaping Judge) async throws(FetchError) -> [UInt8] {
        let deadline = NIODeadline.now() + .milliseconds(Int64(totalMilliseconds))
        var url = try Self.read { () throws(TargetError) in try FetchURL(text) }
        var isFirst = true
        for _ in 0...Self.mostRedirects {
            let outcome = try await ask(url, judge, deadline, givenByUser: isFirst)
            guard let next = try Self.redirect(outcome, from: url) else {
                return try body(of: outcome)
            }
            url = next
            isFirst = false
        }
        throw .tooManyRedirects
    }

    // MARK: - One hop

    private func ask(
        _ url: FetchURL, _ judge: Judge, _ deadline: NIODeadline, givenByUser: Bool
    ) async throws(FetchError) -> ExchangeOutcome {
        let addresses = try await addresses(of: url, deadline, givenByUser: givenByUser)
        var failure = ConnectionFact.notTested(.outOfTime)
        for address in addresses {
            let loop = prober.nextLoop()
            let line = OriginLine(plan(url, address, deadline, loop), on: loop)
            let isOpen = await line.open()
            failure = await line.connection
            guard isOpen || isOpened(failure) else { continue }
            if !isOpen { throw await handshakeError(line) }
            if url.scheme == .https, let reason = judge(await line.chain, url.host) {
                await line.close()
                throw .untrusted(host: url.host.ascii, reason: reason)
            }
            let request = OriginRequest(
                authority: url.authority, path: url.path, userAgent: userAgent)
            let outcome = await line.askOnce(request)
            await line.close()
            return outcome
        }
        throw deadline <= .now() ? .outOfTime : .connection(failure)
    }

    private func addresses(
        of url: FetchURL, _ deadline: NIODeadline, givenByUser: Bool
    ) async throws(FetchError) -> [IPAddress] {
        var found: [IPAddress] = []
        switch url.host {
        case .address(let address):
            if givenByUser { return [address] }
            found = [address]
        case .name(let name, _):
            let facts = await prober.resolver.lookUp(name, deadline: deadline)
            found = facts.addresses
            guard !found.isEmpty else { throw .noAddress(facts.ipv4, facts.ipv6) }
        }
        let allowed = found.filter { allowsPrivate || !$0.scope.isGuarded }
        guard !allowed.isEmpty else { throw .guarded(found[0]) }
        return allowed
    }

    private func plan(
        _ url: FetchURL, _ address: IPAddress, _ deadline: NIODeadline, _ loop: any EventLoop
    ) -> LinePlan {
        var serverName: String?
        if case .name(let name, _) = url.host { serverName = name }
        let tls = prober.context(of: loop).map {
            LinePlan.TLSPlan(
                context: $0, serverName: serverName, applicationProtocols: ["http/1.1"])
        }
        var plan = LinePlan(
            address: address, port: url.port, tls: url.scheme == .https ? tls : nil,
            connectMilliseconds: connectMilliseconds, deadline: deadline,
            hasRoute: prober.vantage.hasRoute(address.family))
        plan.limits.bodyBytes = mostBytes
        plan.limits.bodyMilliseconds = totalMilliseconds
        return plan
    }

    private func isOpened(_ fact: ConnectionFact) -> Bool {
        if case .open = fact { true } else { false }
    }

    private func handshakeError(_ line: OriginLine) async -> FetchError {
        switch await line.handshake {
        case .failed(let failure, _): .handshake(failure)
        case .completed, .notTested: .outOfTime
        }
    }

    // MARK: - The answer

    private static func redirect(
        _ outcome: ExchangeOutcome, from url: FetchURL
    ) throws(FetchError) -> FetchURL? {
        guard case .answered(let answer) = outcome.result,
            [301, 302, 303, 307, 308].contains(answer.status)
        else { return nil }
        guard let location = answer.location else { throw .badRedirect }
        let next = try read { () throws(TargetError) in try url.following(location) }
        guard url.scheme == .http || next.scheme == .https else {
            throw .downgrade(to: next.host.ascii)
        }
        return next
    }

    private func body(of outcome: ExchangeOutcome) throws(FetchError) -> [UInt8] {
        switch outcome.result {
        case .failed(let failure): throw .exchange(failure)
        case .notTested: throw .outOfTime
        case .answered(let answer):
            guard answer.status == 200 else { throw .status(answer.status) }
            switch answer.body.end {
            case .complete: return outcome.body
            case .cut: throw .tooLarge(limit: mostBytes)
            case .broken: throw .incomplete
            case .timedOut: throw .outOfTime
            }
        }
    }

    private static func read(
        _ body: () throws(TargetError) -> FetchURL
    ) throws(FetchError) -> FetchURL {
        do throws(TargetError) {
            return try body()
        } catch {
            throw .badURL(error)
        }
    }
}
