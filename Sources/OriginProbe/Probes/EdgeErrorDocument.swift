internal import FoundationEssentials
internal import OriginFacts

/// Reads the edge's own error in JSON
/// (developers.cloudflare.com/fundamentals/reference/error-responses, RFC 9457).
enum EdgeErrorDocument {
    private struct Document: Decodable {
        let cloudflare_error: Bool?
        let status: Int?
        let error_code: Int?
        let error_name: String?
        let error_category: String?
    }

    private static let mostBytes = 16_384
    private static let mostCharacters = 100

    /// The error a body tells; nil when the body is none.
    static func read(_ outcome: ExchangeOutcome) -> LiveEdgeError? {
        guard case .answered(let answer) = outcome.result, outcome.body.first == 0x7B,
            outcome.body.count <= mostBytes,
            let document = try? JSONDecoder().decode(Document.self, from: Data(outcome.body)),
            document.cloudflare_error == true
        else { return nil }
        return LiveEdgeError(
            status: document.status ?? answer.status, code: document.error_code,
            name: document.error_name.map { String($0.prefix(mostCharacters)) },
            category: document.error_category.map { String($0.prefix(mostCharacters)) })
    }
}
