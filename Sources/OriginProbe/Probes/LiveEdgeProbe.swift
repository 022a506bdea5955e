internal import DataFormats
internal import OriginFacts
internal import TLSEngine

/// Requests the public URLs of a proxied name from one address of the real edge, as a visitor
/// would.
struct LiveEdgeProbe: Sendable {
    let probe: TargetProbe

    /// Requests both URLs at the same time.
    func look(at address: IPAddress) async -> LiveLook {
        async let http = answer(address, .http)
        async let https = answer(address, .https)
        return await LiveLook(http: http, https: https)
    }

    private func answer(_ address: IPAddress, _ scheme: VisitorScheme) async -> LiveAnswer {
        let connection = OriginConnection(options(address, scheme), on: probe.worker.loop)
        var outcome = ExchangeOutcome(result: .notTested(.notReached))
        if await connection.open() {
            outcome = await connection.ask(
                OriginRequest(live: scheme, of: probe.target, options: probe.options))
        }
        connection.close()
        let dialled = connection.dialled
        return LiveAnswer(
            address: address, connection: dialled.connection, handshake: dialled.handshake,
            result: outcome.result, edgeError: EdgeErrorDocument.read(outcome))
    }

    private func options(_ address: IPAddress, _ scheme: VisitorScheme) -> ConnectionOptions {
        let tls = ConnectionOptions.TLSOptions(
            context: probe.worker.context, serverName: probe.target.hostServerName)
        return probe.connection(
            to: address, port: probe.target.visitorPorts[scheme],
            tls: scheme == .https ? tls : nil)
    }
}

extension Target {
    /// The server name that a visitor's browser sends. It may differ from the server name sent to
    /// the origin.
    fileprivate var hostServerName: String? {
        if case .name(let ascii, _) = host { ascii } else { nil }
    }
}

/// Parses the JSON document that describes an error of the edge itself
/// (developers.cloudflare.com/fundamentals/reference/error-responses, RFC 9457).
enum EdgeErrorDocument {
    private static let mostBytes = 16_384
    private static let mostCharacters = 100

    /// Returns the error that a body describes, or nil if the body is not such a document.
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
