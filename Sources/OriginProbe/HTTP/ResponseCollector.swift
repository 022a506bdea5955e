internal import NIOCore
internal import OpenSSLSupport
internal import OriginFacts

/// Gathers one response, within limits, from the parts a codec hands over. Knows no channel.
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

    /// What to do after a part.
    enum Step {
        case goOn
        case done(ExchangeOutcome)
    }

    /// Takes a head, informational or final.
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
        // RFC 9110 section 15.2.2: only for a request that asked to switch.
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

    /// Takes bytes of the body; done when there are more than are wanted.
    mutating func take(_ bytes: ByteBufferView) -> Step {
        let room = limits.bodyBytes - body.count
        body.append(contentsOf: bytes.prefix(room))
        return bytes.count > room ? .done(finish(.cut)) : .goOn
    }

    /// The answer, with the body as far as it came; `empty` when there is no head.
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

    /// Since the request was sent.
    var milliseconds: Int {
        started.millisecondsSince()
    }

    private func tooManyInterim() -> ExchangeOutcome {
        .failed(
            .malformed(
                firstBytes: [], reason: "more than \(limits.interim) informational responses"))
    }
}
