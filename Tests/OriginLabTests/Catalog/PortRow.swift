import OriginFacts
import Testing

/// An origin and what its port must do.
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

    /// An answer that holds all of this, and ends with FIN.
    init(_ id: String, _ forwarded: VisitorScheme = .http, says parts: String...) {
        self.init(id, forwarded) { visit in
            guard case .closed = visit else { return false }
            return parts.allSatisfy(visit.text.contains)
        }
    }

    var testDescription: String { "\(id), visitor by \(forwarded)" }
}
