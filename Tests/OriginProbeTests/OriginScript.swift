/// What a test origin does, byte by byte.
struct OriginScript: Sendable {
    /// One thing an origin does to a connection.
    enum Act: Sendable {
        case send(String)
        case sendBytes([UInt8])
        /// Milliseconds.
        case wait(Int64)
        case close
        /// RST.
        case reset
        /// One byte at a time, with so many milliseconds between.
        case trickle(String, every: Int64)
        /// The same again until the peer goes.
        case endless(String)
    }

    /// As soon as a connection is there (after the handshake, with TLS).
    var greeting: [Act] = []
    /// For the first request on a connection, the second, …; the last one repeats.
    var answers: [[Act]] = []

    /// The same to every request.
    static func answer(_ acts: Act...) -> OriginScript {
        OriginScript(answers: [acts])
    }

    /// Before any request.
    static func greet(_ acts: Act...) -> OriginScript {
        OriginScript(greeting: acts)
    }

    /// A complete page to every request.
    static func page(_ body: String, status: String = "200 OK", fields: String = "") -> OriginScript
    {
        .answer(.send(response(body, status: status, fields: fields)))
    }

    static func response(_ body: String, status: String = "200 OK", fields: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
