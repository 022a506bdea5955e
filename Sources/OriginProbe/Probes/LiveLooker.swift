internal import NIOCore
internal import OriginFacts
internal import TLSEngine

/// Asks a proxied name's public URL through one address of the real edge, as a visitor would.
struct LiveLooker: Sendable {
    let target: Target
    let options: ProbeOptions
    let vantage: Vantage
    let context: EdgeTLSContext
    let deadline: NIODeadline
    let loop: any EventLoop

    /// Both looks at once.
    func look(at address: IPAddress) async -> LiveLook {
        async let http = answer(address, .http)
        async let https = answer(address, .https)
        return await LiveLook(http: http, https: https)
    }

    private func answer(_ address: IPAddress, _ scheme: VisitorScheme) async -> LiveAnswer {
        let line = OriginLine(plan(address, scheme), on: loop)
        var outcome = ExchangeOutcome(result: .notTested(.notReached))
        if await line.open() {
            outcome = await line.ask(OriginRequest(live: scheme, of: target, options: options))
        }
        line.close()
        let dialled = line.dialled
        return LiveAnswer(
            address: address, connection: dialled.connection, handshake: dialled.handshake,
            result: outcome.result, edgeError: EdgeErrorDocument.read(outcome))
    }

    private func plan(_ address: IPAddress, _ scheme: VisitorScheme) -> LinePlan {
        let tls = LinePlan.TLSPlan(context: context, serverName: target.hostServerName)
        return LinePlan(
            address: address, port: target.visitorPorts[scheme],
            tls: scheme == .https ? tls : nil, connectMilliseconds: options.connectMilliseconds,
            deadline: deadline, hasRoute: vantage.hasRoute(address.family))
    }
}

extension Target {
    /// The name a visitor's browser sends, whatever is sent to the origin.
    fileprivate var hostServerName: String? {
        if case .name(let ascii, _) = host { ascii } else { nil }
    }
}
