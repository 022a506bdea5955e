internal import NIOCore
internal import OriginFacts

/// A query in progress, with its name, type, deadline and completion.
final class DNSQuery {
    let name: String
    let family: IPAddress.Family
    let started: NIODeadline
    let deadline: NIODeadline
    private let completion: @Sendable (DNSReply) -> Void
    private(set) var isAnswered = false
    /// The most informative failure so far. A timeout at a later server does not replace it.
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

    /// The milliseconds since the query was created.
    var milliseconds: Int {
        started.millisecondsSince()
    }

    /// Records a server's failure.
    func note(_ reply: DNSReply) {
        guard let failure, Self.weight(failure) >= Self.weight(reply) else {
            failure = reply
            return
        }
    }

    /// Delivers the answer. Only the first call has an effect.
    func answer(_ reply: DNSReply) {
        guard !isAnswered else { return }
        isAnswered = true
        completion(reply)
    }

    /// Delivers the most informative failure.
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

/// The answer to one query, with the aliases that led to it.
struct DNSReply: Hashable, Sendable {
    var answer: DNSAnswer
    /// The CNAME chain, in order.
    var aliases: [String] = []

    /// Parses the response to a query for one name.
    init(to name: String, from bytes: [UInt8]) {
        guard let message = DNSMessage(bytes) else {
            self.init(answer: .malformed)
            return
        }
        let (aliases, addresses) = Self.follow(name, in: message)
        self.init(answer: Self.answer(message.responseCode, addresses))
        self.aliases = aliases
    }

    init(answer: DNSAnswer) {
        self.answer = answer
    }

    /// Whether the next server should be queried.
    var needsAnotherServer: Bool {
        switch answer {
        case .addresses, .noData, .nameError, .badName, .notAsked: false
        case .serverFailure, .refused, .timedOut, .malformed, .noResolver: true
        }
    }

    private static func answer(_ responseCode: UInt8, _ addresses: [IPAddress]) -> DNSAnswer {
        switch responseCode {
        case 0: addresses.isEmpty ? .noData : .addresses(addresses)
        case 3: .nameError
        case 5: .refused
        default: .serverFailure
        }
    }

    private static let mostAliases = 16
    private static let mostAddresses = 64

    /// Follows the aliases of a name to its addresses, and stops if the aliases form a loop.
    private static func follow(
        _ name: String, in message: DNSMessage
    ) -> (aliases: [String], addresses: [IPAddress]) {
        var aliases: [String] = []
        var current = name
        while aliases.count < mostAliases, let next = alias(of: current, in: message),
            next != name, !aliases.contains(next)
        {
            aliases.append(next)
            current = next
        }
        let addresses = message.answers.lazy.filter { $0.owner == current }.compactMap { record in
            if case .address(let address) = record.data { address } else { nil }
        }
        let distinct = addresses.reduce(into: [IPAddress]()) { list, address in
            if !list.contains(address), list.count < mostAddresses { list.append(address) }
        }
        return (aliases, distinct)
    }

    private static func alias(of name: String, in message: DNSMessage) -> String? {
        for record in message.answers where record.owner == name {
            if case .alias(let target) = record.data { return target }
        }
        return nil
    }
}
