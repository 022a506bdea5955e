/// Remembers which places have answered, and notices when one stops: a firewall that bans scanners
/// (fail2ban, CSF) goes silent or refuses from one moment to the next, for every name.
struct Breaker {
    /// What a failure at a place means.
    enum Meaning {
        /// It has never answered.
        case stranger
        /// It has answered before; it may be ill, or tired of us.
        case suspicious
        case banned
    }

    /// Places remembered twice over; the least used half is forgotten.
    private static let capacity = 16_384

    private let limit: Int
    /// Failures in a row at places that have answered.
    private var recent: [Place: Int] = [:]
    private var older: [Place: Int] = [:]
    /// Places that have banned us, and when that was noticed.
    private(set) var banned: [Place: Int] = [:]

    init(after limit: Int) {
        self.limit = max(1, limit)
    }

    func isBanned(_ place: Place) -> Bool {
        !banned.isEmpty && banned[place] != nil
    }

    /// The place is alive; true when it was thought to have banned us.
    mutating func answered(_ place: Place) -> Bool {
        set(0, for: place)
        return banned.removeValue(forKey: place) != nil
    }

    mutating func failed(_ place: Place, at now: Int) -> Meaning {
        if banned[place] != nil { return .banned }
        guard let failures = recent[place] ?? older[place] else { return .stranger }
        set(failures + 1, for: place)
        guard failures + 1 >= limit else { return .suspicious }
        banned[place] = now
        return .banned
    }

    private mutating func set(_ failures: Int, for place: Place) {
        if recent.count >= Self.capacity, recent[place] == nil {
            older = recent
            recent = [:]
        }
        recent[place] = failures
    }
}
