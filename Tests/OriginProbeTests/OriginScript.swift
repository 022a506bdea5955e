/// The behaviour of a test origin, byte by byte.
struct OriginScript: Sendable {
    /// One action of an origin on a connection.
    enum Act: Sendable {
        case send(String)
        case sendBytes([UInt8])
        /// Waits this many milliseconds.
        case wait(Int64)
        case close
        /// Sends RST.
        case reset
        /// Sends one byte at a time, with this many milliseconds in between.
        case trickle(String, every: Int64)
        /// Sends the same bytes until the peer leaves.
        case endless(String)
    }

    /// The acts at the start of a connection (after the handshake, with TLS).
    var greeting: [Act] = []
    /// The acts for the first request on a connection, the second, and so on; the last entry
    /// repeats.
    var answers: [[Act]] = []

    /// Returns a script with the same acts for every request.
    static func answer(_ acts: Act...) -> OriginScript {
        OriginScript(answers: [acts])
    }

    /// Returns a script that acts before any request.
    static func greet(_ acts: Act...) -> OriginScript {
        OriginScript(greeting: acts)
    }

    /// Returns a script with a complete page for every request.
    static func page(_ body: String, status: String = "200 OK", fields: String = "") -> OriginScript
    {
        .answer(.send(response(body, status: status, fields: fields)))
    }

    static func response(_ body: String, status: String = "200 OK", fields: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
