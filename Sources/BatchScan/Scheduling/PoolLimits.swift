/// The manners of a scan. Rates are jobs a second; 0 switches a limit off.
public struct PoolLimits: Hashable, Sendable {
    /// Jobs at the same time; at least 1.
    public var concurrency = 1_000
    /// Jobs begun, all together.
    public var rate = 150
    /// Jobs at one address at the same time.
    public var perAddress = 2
    /// Jobs begun at one address.
    public var perAddressRate = 5
    /// Names looked up.
    public var lookupRate = 0
    /// Further attempts after a transient failure.
    public var retries = 1
    /// Jobs held at all, running or not; among these the order is shuffled.
    public var window = 10_000
    /// Jobs kept for the end because their place has banned us; more are given up at once.
    public var deferred = 100_000
    /// Failures in a row, at a place that has answered before, that count as a ban.
    public var banAfter = 4
    /// Microseconds from a ban until one job finds out, at the end of all others, whether it is over.
    public var banPatience = 60_000_000
    /// Microseconds before a failed job is tried again.
    public var retryDelay = 1_000_000

    /// The usual limits.
    public init() {}
}
