internal import ArgumentParser
internal import OriginCheck

/// Options for the speed of a scan and its waiting times.
struct PaceOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "Targets in progress.")
    var concurrency = 1_000

    @Option(help: "Targets started per second; 0: no limit.")
    var rateLimit = 150

    @Option(
        name: .customLong("per-ip"), help: "Targets in progress at one address; 0: no limit.")
    var perAddress = 2

    @Option(
        name: .customLong("per-ip-rate"),
        help: "Targets started per second at one address; 0: no limit.")
    var perAddressRate = 5

    @Option(
        name: .customLong("dns-rate-limit"),
        help: ArgumentHelp("Names looked up per second; 0: no limit.", visibility: .hidden))
    var lookupRate = 0

    @Option(
        help: ArgumentHelp(
            "Further attempts after a transient failure, 0 to 10.", visibility: .hidden))
    var retries = 1

    @Option(
        help: ArgumentHelp(
            "Seconds after a ban until the address is tried once more.", visibility: .hidden))
    var banPatience = 60

    @Option(
        help: ArgumentHelp(
            "Seconds to wait for DNS servers that have stopped replying.", visibility: .hidden))
    var resolverPatience = 120

    @Option(help: ArgumentHelp("Event loops; by default one per core.", visibility: .hidden))
    var workers: Int?

    func validate() throws {
        guard (1...1_000_000).contains(concurrency) else {
            throw ValidationError("--concurrency must be a number from 1 to 1000000")
        }
        for rate in [rateLimit, perAddress, perAddressRate, lookupRate]
        where !(0...1_000_000).contains(rate) {
            throw ValidationError("a limit must be a number from 0 (off) to 1000000")
        }
        if !(0...10).contains(retries) {
            throw ValidationError("--retries must be a number from 0 to 10")
        }
        for seconds in [banPatience, resolverPatience] where !(0...86_400).contains(seconds) {
            throw ValidationError("a patience must be a number of seconds from 0 to 86400")
        }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers must be a number from 1 to 256")
        }
    }

    var limits: ScanLimits {
        var limits = ScanLimits()
        limits.concurrency = concurrency
        limits.rate = rateLimit
        limits.perAddress = perAddress
        limits.perAddressRate = perAddressRate
        limits.lookupRate = lookupRate
        limits.retries = retries
        limits.banPatience = .seconds(banPatience)
        limits.resolverPatience = .seconds(resolverPatience)
        return limits
    }
}
