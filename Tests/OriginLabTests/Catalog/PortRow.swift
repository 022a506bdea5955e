import OriginFacts
import Testing

/// An origin and the expected behaviour of its port.
struct PortRow: Sendable, CustomTestStringConvertible {
    let id: String
    var forwarded = VisitorScheme.http
    let check: @Sendable (LoopbackClient.Visit) -> Bool

    init(
        _ id: String, _ forwarded: VisitorScheme = .http,
        _ check: @escaping @Sendable (LoopbackClient.Visit) -> Bool
    ) {
        self.id = id
        self.forwarded = forwarded
        self.check = check
    }

    /// Creates a row that expects a response with all of these texts, then FIN.
    init(_ id: String, _ forwarded: VisitorScheme = .http, says parts: String...) {
        self.init(id, forwarded) { visit in
            guard case .closed = visit else { return false }
            return parts.allSatisfy(visit.text.contains)
        }
    }

    var testDescription: String { "\(id), visitor by \(forwarded)" }
}
