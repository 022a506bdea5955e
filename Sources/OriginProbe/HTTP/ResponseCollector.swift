internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import OpenSSLSupport
internal import OriginFacts

/// Assembles a response from the parts that a codec decodes, within limits. It does not depend on
/// channels.
struct ResponseCollector {
    let limits: ResponseLimits
    private let started = NIODeadline.now()
    private(set) var head: ResponseHead?
    private(set) var body: [UInt8] = []
    private(set) var interim: [Int] = []
    private var headMilliseconds = 0
    private var headBytes = 0

    init(limits: ResponseLimits) {
        self.limits = limits
    }

    /// The action to take after a part.
    enum Step {
        case goOn
        case done(ExchangeOutcome)
    }

    /// Processes the head of an informational or final response.
    mutating func take(_ head: ResponseHead) -> Step {
        headBytes += head.bytes
        guard headBytes <= limits.headBytes else {
            return .done(.failed(.headerTooLarge(bytes: headBytes)))
        }
        guard self.head == nil else { return .goOn }
        if (100..<200).contains(head.status), head.status != 101 {
            interim.append(head.status)
            guard interim.count <= limits.interim else {
                return .done(tooManyInterim())
            }
            return .goOn
        }
        // A 101 response is valid only for a request with an Upgrade field (RFC 9110 section
        // 15.2.2).
        guard head.status != 101 else {
            return .done(.failed(.malformed(firstBytes: [], reason: "101 without being asked")))
        }
        guard (100...999).contains(head.status) else {
            return .done(
                .failed(.malformed(firstBytes: [], reason: "status \(head.status)")))
        }
        self.head = head
        headMilliseconds = started.millisecondsSince()
        return .goOn
    }

    /// Processes bytes of the body and returns `done` if they exceed the limit.
    mutating func take(_ bytes: ByteBufferView) -> Step {
        let room = limits.bodyBytes - body.count
        body.append(contentsOf: bytes.prefix(room))
        return bytes.count > room ? .done(finish(.cut)) : .goOn
    }

    /// Returns the response with the part of the body that was received, or the failure `empty` if
    /// there is no head.
    func finish(_ end: BodyFacts.End) -> ExchangeOutcome {
        guard let head else { return .failed(.empty) }
        var answer = HTTPAnswer(
            status: head.status, httpVersion: head.version, location: head["location"])
        answer.hasSeveralLocations = Set(head.values("location")).count > 1
        answer.refresh = PageRefresh.read(field: head["refresh"], body: body)
        answer.server = head["server"]
        answer.cfRay = head["cf-ray"]
        answer.contentType = head["content-type"]
        answer.strictTransportSecurity = head["strict-transport-security"]
        answer.title = PageTitle.read(body)
        answer.headerBytes = head.bytes
        answer.body = BodyFacts(
            bytesRead: body.count, sha256: body.isEmpty ? nil : Digest.sha256Hex(body), end: end)
        answer.interim = interim
        answer.milliseconds = headMilliseconds
        return ExchangeOutcome(result: .answered(answer), body: body)
    }

    /// The milliseconds since the request was sent.
    var milliseconds: Int {
        started.millisecondsSince()
    }

    private func tooManyInterim() -> ExchangeOutcome {
        .failed(
            .malformed(
                firstBytes: [], reason: "more than \(limits.interim) informational responses"))
    }
}

/// Converts a channel's error into the fact that it proves about a response without a head.
enum ResponseFailure {
    /// The part of the response that was received before the error.
    struct Evidence {
        var firstBytes: [UInt8]
        var bytesReceived: Int
    }

    static func fact(of error: any Error, _ seen: Evidence) -> ExchangeFailure {
        switch error {
        case let broken as TransportError: fact(of: broken, seen)
        case let parser as HTTPParserError: fact(of: parser, seen)
        case let system as IOError where broken.contains(system.errnoCode):
            .reset(bytesReceived: seen.bytesReceived)
        default: .malformed(firstBytes: seen.firstBytes, reason: "\(type(of: error))")
        }
    }

    private static let broken = [ECONNRESET, EPIPE, ENOTCONN, ETIMEDOUT]

    /// Returns the fact that is proved by a connection that was closed without an error.
    static func closed(_ seen: Evidence) -> ExchangeFailure {
        seen.bytesReceived == 0 ? .empty : .closedInHeader(bytesReceived: seen.bytesReceived)
    }

    private static func fact(of broken: TransportError, _ seen: Evidence) -> ExchangeFailure {
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

/// The head of a response, independent of the HTTP version.
struct ResponseHead {
    var status: Int
    var version: OriginFacts.HTTPVersion
    /// The fields in order, with their names as received.
    var fields: [(name: String, value: String)]

    /// Returns the value of the first field with this name, which must be in lower case.
    subscript(name: String) -> String? {
        fields.first { Self.isSame($0.name, name) }?.value
    }

    /// Returns the values of all fields with this name, which must be in lower case.
    func values(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Returns whether a name equals a lower-case name, ignoring case. It compares the lengths
    /// first, because converting to lower case is slow.
    private static func isSame(_ name: String, _ lowerCase: String) -> Bool {
        name.utf8.count == lowerCase.utf8.count && name.lowercased() == lowerCase
    }

    /// The size in bytes of the status line and fields as HTTP/1.1 would encode them.
    var bytes: Int {
        fields.reduce(19) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    }
}

/// The limits for reading a response.
struct ResponseLimits: Hashable, Sendable {
    /// The maximum bytes of status lines and fields. It equals the edge's own limit of 128 KiB
    /// (developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/error-520).
    var headBytes = 128 * 1_024
    var bodyBytes = 64 * 1_024
    /// The maximum number of informational responses before the final one.
    var interim = 32
    /// The time limit for the body, from the end of the head. An endless trickle of bytes must not
    /// use up the target's time.
    var bodyMilliseconds = 4_000

    /// The number of first bytes that are kept as proof.
    static let proofBytes = 64
}
