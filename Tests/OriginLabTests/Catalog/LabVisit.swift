import OriginFacts
import OriginLab
import Testing

/// Runs a body against one running origin, and stops the lab afterwards, even after an error.
func withOrigin<Value: Sendable>(
    _ id: String, at now: UnixTime = UnixTime(seconds: 1_800_000_000),
    _ body: (RunningOrigin, Lab) throws -> Value
) async throws -> Value {
    let lab = try await Lab.start(at: now, only: [id])
    let origin = try #require(lab.origins.first)
    let result = Result { try body(origin, lab) }
    await lab.stop()
    return try result.get()
}

/// Returns the bytes of a GET request like the edge's.
func request(for origin: RunningOrigin, forwarded: VisitorScheme = .http) -> [UInt8] {
    Array(
        ("GET / HTTP/1.1\r\nHost: \(origin.origin.hostname)\r\n"
            + "X-Forwarded-Proto: \(forwarded.rawValue)\r\n"
            + "CF-Visitor: {\"scheme\":\"\(forwarded.rawValue)\"}\r\nConnection: close\r\n\r\n")
            .utf8)
}
