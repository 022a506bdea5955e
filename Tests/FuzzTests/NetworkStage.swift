import Testing

/// The stage of a visit at which the malformed reply is sent.
enum NetworkStage: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case plainHTTP = "plain HTTP"
    case serverFlight = "server's flight"
    case http1OverTLS = "HTTP/1.1 over TLS"
    case http2
    case location
    case dns

    var testDescription: String { rawValue }

    /// The inputs that are mutated.
    var seeds: [[UInt8]] {
        switch self {
        case .plainHTTP, .http1OverTLS: FuzzSeeds.answers
        case .http2: FuzzSeeds.frames()
        case .location: FuzzSeeds.locations
        // The handshake produces the flight, and the question the DNS reply, so the seed is only a
        // placeholder.
        case .serverFlight, .dns: [[0]]
        }
    }

    /// Returns the behaviour of both ports for a mutated seed, in the case with this number.
    func plays(_ bytes: [UInt8], number: Int) -> (plain: HostileReply, tls: HostileReply) {
        switch self {
        case .plainHTTP: (.says(bytes), .says([]))
        case .serverFlight: (.says([]), .breaksFlight(seed: UInt64(number)))
        case .http1OverTLS: (.says([]), .saysInsideTLS(bytes, isHTTP2: false))
        case .http2: (.says([]), .saysInsideTLS(bytes, isHTTP2: true))
        case .location: redirects(to: bytes)
        case .dns: (.says([]), .says([]))
        }
    }

    private func redirects(to location: [UInt8]) -> (plain: HostileReply, tls: HostileReply) {
        let answer =
            Array("HTTP/1.1 301 Moved Permanently\r\nLocation: ".utf8) + location
            + Array("\r\nContent-Length: 0\r\n\r\n".utf8)
        return (.says(answer), .saysInsideTLS(answer, isHTTP2: false))
    }
}
