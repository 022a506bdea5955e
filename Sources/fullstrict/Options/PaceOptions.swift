internal import ArgumentParser
internal import BatchScan
internal import OriginCheck

/// How fast a scan may be, and for whom it waits.
struct PaceOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "Concurrent targets.")
    var concurrency = 1_000

    @Option(help: "Targets started a second; 0: no limit.")
    var rateLimit = 150

    @Option(
        name: .customLong("per-ip"), help: "Concurrent targets at one address; 0: no limit.")
    var perAddress = 2

    @Option(
        name: .customLong("per-ip-rate"),
        help: "Targets started a second at one address; 0: no limit.")
    var perAddressRate = 5

    @Option(
        name: .customLong("dns-rate-limit"),
        help: ArgumentHelp("Names looked up a second; 0: no limit.", visibility: .hidden))
    var lookupRate = 0

    @Option(
        help: ArgumentHelp(
            "Further attempts after a passing failure, 0 to 10.", visibility: .hidden))
    var retries = 1

    @Option(
        help: ArgumentHelp(
            "Seconds after a ban before the address is tried once more.", visibility: .hidden))
    var banPatience = 60

    @Option(
        help: ArgumentHelp(
            "Seconds to wait for DNS servers that have gone silent.", visibility: .hidden))
    var resolverPatience = 120

    @Option(help: ArgumentHelp("Event loops; without it one a core.", visibility: .hidden))
    var workers: Int?

    func validate() throws {
        guard (1...1_000_000).contains(concurrency) else {
            throw ValidationError("--concurrency is a number from 1 to 1000000")
        }
        for rate in [rateLimit, perAddress, perAddressRate, lookupRate]
        where !(0...1_000_000).contains(rate) {
            throw ValidationError("a limit is a number from 0 (off) to 1000000")
        }
        if !(0...10).contains(retries) {
            throw ValidationError("--retries is a number from 0 to 10")
        }
        for seconds in [banPatience, resolverPatience] where !(0...86_400).contains(seconds) {
            throw ValidationError("patience is a number of seconds from 0 to 86400")
        }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers is a number from 1 to 256")
        }
    }

    /// The pool's limits, with no more at the same time than descriptors allow.
    func limits(descriptors: Int, workers: Int) -> PoolLimits {
        var limits = PoolLimits()
        let free = descriptors - Self.descriptors(workers: workers)
        let allowed = max(1, 1 + free / Self.descriptorsEach)
        limits.concurrency = min(concurrency, allowed)
        limits.rate = rateLimit
        limits.perAddress = perAddress
        limits.perAddressRate = perAddressRate
        limits.lookupRate = lookupRate
        limits.retries = retries
        limits.banPatience = banPatience * 1_000_000
        limits.window = max(1_000, limits.concurrency * 4)
        return limits
    }

    /// What a scan needs to ask one target at a time.
    static func descriptors(workers: Int) -> Int {
        reserved + workers * descriptorsOfWorker + descriptorsEach
    }

    /// Of an event loop: its queue, its timer, its bell, and one to spare.
    private static let descriptorsOfWorker = 4
    /// Standard streams, files, the resolver's sockets.
    private static let reserved = 24
    /// Two connections, and a spare one for an origin that is slow.
    private static let descriptorsEach = 3
}

/// `--shard I/N`.
struct ShardChoice: ExpressibleByArgument {
    /// From 0.
    let index: Int
    let count: Int

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
            (1...100_000).contains(count), (1...count).contains(number)
        else { return nil }
        index = number - 1
        self.count = count
    }
}

/// `--only`.
enum RecordChoice: String, ExpressibleByArgument, CaseIterable {
    case broken
    case warning
    case unknown

    /// Whether a record of that kind is written. Lines that are no targets cannot be told either; what is excluded is
    /// nobody's finding.
    func includes(_ kind: ScanTally.Kind) -> Bool {
        switch (self, kind) {
        case (.unknown, .flawed), (.broken, .broken), (.warning, .broken), (.warning, .warning),
            (.unknown, .unknown), (.unknown, .banned):
            true
        default: false
        }
    }
}
