internal import OriginFacts

/// Detects bans. A firewall that bans scanners (fail2ban, CSF) drops or refuses connections for
/// every name at once. An endpoint that has answered before and then fails repeatedly has therefore
/// probably banned the scan.
struct CircuitBreaker {
    /// The meaning of a failure at an endpoint.
    enum Meaning {
        case neverAnswered
        /// The endpoint has answered before. It may be down, or it may have banned the scan.
        case suspicious
        case banned
    }

    /// The number of endpoints in each of the two generations. The older generation is discarded
    /// when the recent one is full.
    private static let capacity = 16_384

    private let limit: Int
    /// The number of consecutive failures at each endpoint that has answered before.
    private var recent: [Endpoint: Int] = [:]
    private var older: [Endpoint: Int] = [:]
    /// The endpoints that have banned the scan, with the time when each ban was detected.
    private(set) var banned: [Endpoint: Int] = [:]

    init(after limit: Int) {
        self.limit = max(1, limit)
    }

    func isBanned(_ endpoint: Endpoint) -> Bool {
        !banned.isEmpty && banned[endpoint] != nil
    }

    /// Records an answer from an endpoint and returns true if the endpoint was considered to have
    /// banned the scan.
    mutating func answered(_ endpoint: Endpoint) -> Bool {
        set(0, for: endpoint)
        return banned.removeValue(forKey: endpoint) != nil
    }

    mutating func failed(_ endpoint: Endpoint, at now: Int) -> Meaning {
        if banned[endpoint] != nil { return .banned }
        guard let failures = recent[endpoint] ?? older[endpoint] else { return .neverAnswered }
        set(failures + 1, for: endpoint)
        guard failures + 1 >= limit else { return .suspicious }
        banned[endpoint] = now
        return .banned
    }

    private mutating func set(_ failures: Int, for endpoint: Endpoint) {
        if recent.count >= Self.capacity, recent[endpoint] == nil {
            older = recent
            recent = [:]
        }
        recent[endpoint] = failures
    }
}
