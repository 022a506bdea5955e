internal import DataFormats
internal import NIOCore
internal import OriginFacts
internal import TLSEngine

/// Asks a proxied name's public URL through one address of the real edge, as a visitor would.
struct LiveEdgeProbe: Sendable {
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
        let line = OriginConnection(plan(address, scheme), on: loop)
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

    private func plan(_ address: IPAddress, _ scheme: VisitorScheme) -> ConnectionOptions {
        let tls = ConnectionOptions.TLSPlan(context: context, serverName: target.hostServerName)
        return ConnectionOptions(
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

/// Reads the edge's own error in JSON
/// (developers.cloudflare.com/fundamentals/reference/error-responses, RFC 9457).
enum EdgeErrorDocument {
    private static let mostBytes = 16_384
    private static let mostCharacters = 100

    /// The error that a body describes; nil when it is not such a document.
    static func read(_ outcome: ExchangeOutcome) -> LiveEdgeError? {
        guard case .answered(let answer) = outcome.result, outcome.body.first == 0x7B,
            outcome.body.count <= mostBytes, let value = try? JSONReader.value(of: outcome.body)
        else { return nil }
        return try? error(JSONNode(value), status: answer.status)
    }

    private static func error(_ document: JSONNode, status: Int) throws(JSONError) -> LiveEdgeError?
    {
        guard try document.optional("cloudflare_error")?.bool() == true else { return nil }
        return LiveEdgeError(
            status: try document.optional("status")?.integer() ?? status,
            code: try document.optional("error_code")?.integer(),
            name: try text(document.optional("error_name")),
            category: try text(document.optional("error_category")))
    }

    private static func text(_ node: JSONNode?) throws(JSONError) -> String? {
        try node.map { node throws(JSONError) in String(try node.string().prefix(mostCharacters)) }
    }
}
