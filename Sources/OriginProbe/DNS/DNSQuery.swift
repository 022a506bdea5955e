internal import NIOCore
internal import OriginFacts

/// One question on its way: which name, which type, until when, and whom its answer goes to.
final class DNSQuery {
    let name: String
    let family: IPAddress.Family
    let started: NIODeadline
    let deadline: NIODeadline
    private let completion: @Sendable (DNSReply) -> Void
    private(set) var isAnswered = false
    /// The most telling failure so far; a later server's silence does not hide it.
    private var failure: DNSReply?

    init(
        _ name: String, _ family: IPAddress.Family, deadline: NIODeadline,
        completion: @escaping @Sendable (DNSReply) -> Void
    ) {
        self.name = name
        self.family = family
        self.deadline = deadline
        self.started = .now()
        self.completion = completion
    }

    /// The record type on the wire: A or AAAA.
    var type: Int32 {
        family == .ipv4 ? 1 : 28
    }

    /// Since the question was asked.
    var milliseconds: Int {
        started.millisecondsSince()
    }

    /// Remembers how a server failed.
    func note(_ reply: DNSReply) {
        guard let failure, Self.weight(failure) >= Self.weight(reply) else {
            failure = reply
            return
        }
    }

    /// Gives the answer, once.
    func answer(_ reply: DNSReply) {
        guard !isAnswered else { return }
        isAnswered = true
        completion(reply)
    }

    /// Gives the most telling failure.
    func giveUp() {
        answer(failure ?? DNSReply(answer: .timedOut(afterMilliseconds: milliseconds)))
    }

    private static func weight(_ reply: DNSReply) -> Int {
        switch reply.answer {
        case .serverFailure: 4
        case .refused: 3
        case .malformed: 2
        case .timedOut: 1
        case .addresses, .noData, .nameError, .badName, .noResolver, .notAsked: 0
        }
    }
}
