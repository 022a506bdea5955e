internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import OriginFacts

/// Turns an error of a channel into the fact it proves about a response whose head is not there.
enum ResponseFailure {
    /// What is known of the response when the error comes.
    struct Evidence {
        var firstBytes: [UInt8]
        var bytesReceived: Int
    }

    /// The fact.
    static func fact(of error: any Error, _ seen: Evidence) -> ExchangeFailure {
        switch error {
        case let broken as SessionBreak: fact(of: broken, seen)
        case let parser as HTTPParserError: fact(of: parser, seen)
        case let system as IOError where broken.contains(system.errnoCode):
            .reset(bytesReceived: seen.bytesReceived)
        default: .malformed(firstBytes: seen.firstBytes, reason: "\(type(of: error))")
        }
    }

    private static let broken = [ECONNRESET, EPIPE, ENOTCONN, ETIMEDOUT]

    /// The fact of a connection that closed in good order.
    static func closed(_ seen: Evidence) -> ExchangeFailure {
        seen.bytesReceived == 0 ? .empty : .closedInHeader(bytesReceived: seen.bytesReceived)
    }

    private static func fact(of broken: SessionBreak, _ seen: Evidence) -> ExchangeFailure {
        switch broken {
        case .alert(let alert): .alert(alert)
        case .brokenTLS(let reason): .malformed(firstBytes: seen.firstBytes, reason: reason)
        }
    }

    private static func fact(of error: HTTPParserError, _ seen: Evidence) -> ExchangeFailure {
        switch error {
        case .invalidEOFState: closed(seen)
        case .headerOverflow: .headerTooLarge(bytes: seen.bytesReceived)
        default: .malformed(firstBytes: seen.firstBytes, reason: "\(error)")
        }
    }
}
