internal import OriginFacts

/// One query's answer with the aliases on the way to it.
struct DNSReply: Hashable, Sendable {
    var answer: DNSAnswer
    /// The CNAME chain in order.
    var aliases: [String] = []

    /// Reads the response to a question of one name.
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

    /// Whether another resolver may know better.
    var isWorthAnotherServer: Bool {
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

    /// From the asked name along its aliases to addresses; a loop ends where it closes.
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
