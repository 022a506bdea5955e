import BatchScan
import Testing

/// The rules of the scheduler, in virtual time.
@Suite struct `A scheduler` {
    private typealias Job = Simulation.Job

    private static func limits(_ change: (inout PoolLimits) -> Void = { _ in }) -> PoolLimits {
        var limits = PoolLimits()
        limits.rate = 0
        limits.perAddress = 0
        limits.perAddressRate = 0
        limits.concurrency = 20
        change(&limits)
        return limits
    }

    /// Jobs at random addresses: most at one, some at several, some at none.
    private static func jobs(_ count: Int, addresses: Int, seed: UInt64) -> [Job] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        return (0..<count).map { number in
            let many = next(10) == 0 ? next(4) : 1
            return Job(number: number, addresses: (0..<many).map { _ in next(addresses) })
        }
    }

    /// Fails, times out or lacks resources for some jobs, regardless of their order.
    private static func unreliable(_ job: Job, _ attempt: Int, _: Int) -> Simulation.Reaction {
        let kind = (job.number &* 7_919 &+ attempt) % 10
        return Simulation.Reaction(
            result: kind == 0 ? .failed : kind == 1 ? nil : .answered,
            time: 1_000 + job.number % 97 * 5_000, isTransient: kind < 2, lacksResources: kind == 2)
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>, [false, true])
    func `delivers every job once, within its limits`(seed: UInt64, looksUp: Bool) {
        let limits = Self.limits {
            $0.perAddress = Int(seed % 4)
            $0.perAddressRate = seed % 3 == 0 ? 20 : 0
            $0.rate = seed % 2 == 0 ? 200 : 0
            $0.lookupRate = seed % 5 == 0 ? 300 : 0
            $0.window = 50
        }
        let jobs = Self.jobs(400, addresses: 30, seed: seed)
        let record = Simulation(limits: limits, seed: seed).run(
            jobs, looksUp: looksUp, server: Self.unreliable)
        #expect((record.delivered + record.abandoned).sorted() == jobs.map(\.number))
        #expect(record.mostRunning <= 20)
        if limits.perAddress > 0 { #expect(record.mostAtAddress <= limits.perAddress) }
    }

    @Test func `delivers the same outputs in every order`() {
        let jobs = Self.jobs(300, addresses: 300, seed: 3)
        let records = (1...5).map { seed in
            Simulation(limits: Self.limits(), seed: UInt64(seed)).run(jobs) { _, _, _ in
                Simulation.Reaction()
            }
        }
        #expect(Set(records.map { $0.delivered.sorted() }).count == 1)
        #expect(Set(records.map { $0.starts.map(\.job.number) }).count == 5)
    }

    @Test func `holds no more jobs than its window`() {
        let limits = Self.limits { $0.window = 40 }
        let jobs = Self.jobs(1_000, addresses: 5, seed: 1)
        let record = Simulation(limits: limits).run(jobs) { _, _, _ in Simulation.Reaction() }
        #expect(record.mostHeld <= 40)
        #expect(record.delivered.count == 1_000)
    }

    @Test func `spaces starts, all together and at one address`() {
        let limits = Self.limits {
            $0.rate = 100
            $0.perAddressRate = 5
        }
        let jobs = (0..<200).map { Job(number: $0, addresses: [$0 % 10 == 0 ? 0 : $0]) }
        let record = Simulation(limits: limits).run(jobs) { _, _, _ in
            Simulation.Reaction(time: 1_000)
        }
        let all = record.starts.map(\.time)
        for (first, last) in zip(all, all.dropFirst(100)) { #expect(last - first >= 890_000) }
        let alone = record.starts.filter { $0.job.addresses == [0] }.map(\.time)
        #expect(alone.count == 20)
        #expect((alone.last ?? 0) - (alone.first ?? 0) >= 19 * 200_000 - 20_000)
    }

    @Test func `does not hold up other addresses for a crowded one`() {
        let limits = Self.limits {
            $0.perAddress = 1
            $0.window = 1_000
        }
        let crowd = (0..<500).map { Job(number: $0, addresses: [0]) }
        let others = (500..<600).map { Job(number: $0, addresses: [$0]) }
        let record = Simulation(limits: limits).run(crowd + others) { _, _, _ in
            Simulation.Reaction(time: 100_000)
        }
        let last = record.starts.last { $0.job.addresses != [0] }?.time ?? .max
        #expect(last < 6_000_000)
        #expect(record.mostAtAddress == 1)
        #expect(record.end >= 50_000_000)
    }

    @Test func `tries transient failures again, after the other jobs`() {
        let limits = Self.limits {
            $0.concurrency = 1
            $0.retryDelay = 0
        }
        let jobs = (0..<50).map { Job(number: $0, addresses: [$0]) }
        let record = Simulation(limits: limits).run(jobs) { job, attempt, _ in
            Simulation.Reaction(isTransient: job.number == 7 || (job.number == 8 && attempt == 1))
        }
        #expect(record.starts.count == 52)
        #expect(Set(record.starts.suffix(2).map(\.job.number)) == [7, 8])
        #expect(record.delivered.sorted() == Array(0..<50))
    }

    @Test func `starts nothing after a stop, and delivers what is running`() {
        let limits = Self.limits { $0.rate = 100 }
        let jobs = (0..<500).map { Job(number: $0, addresses: [$0]) }
        var simulation = Simulation(limits: limits)
        simulation.stopAt = 1_000_000
        let record = simulation.run(jobs) { _, _, _ in Simulation.Reaction(time: 300_000) }
        #expect(record.starts.allSatisfy { $0.time <= 1_000_000 })
        #expect(record.delivered.count == record.starts.count)
        #expect((50..<150).contains(record.starts.count))
    }

    @Test func `lowers its concurrency when the machine runs out of resources`() {
        let limits = Self.limits { $0.concurrency = 64 }
        let jobs = (0..<64).map { Job(number: $0, addresses: [$0]) }
        let record = Simulation(limits: limits).run(jobs) { _, attempt, _ in
            Simulation.Reaction(lacksResources: attempt == 1)
        }
        let second = record.starts.dropFirst(64)
        #expect(second.count == 64)
        #expect(Set(second.prefix(5).map(\.time)).count > 1)
        #expect(record.delivered.count == 64)
    }
}

/// The behaviour of a scan when a server bans the scanner.
@Suite struct `A ban` {
    private typealias Job = Simulation.Job

    private static let limits = {
        var limits = PoolLimits()
        limits.rate = 0
        limits.concurrency = 50
        return limits
    }()

    /// 300 names at address 0, mixed with 100 others.
    private static let jobs =
        (0..<300).map { Job(number: $0, addresses: [0]) }
        + (300..<400).map { Job(number: $0, addresses: [$0]) }

    @Test func `is reported for no healthy site as a failure`() {
        let record = Simulation(limits: Self.limits).run(Self.jobs) { job, _, now in
            let isBanned = job.addresses == [0] && now > 5_000_000
            return Simulation.Reaction(result: isBanned ? .failed : .answered)
        }
        let asked = record.starts.filter { $0.job.addresses == [0] && $0.time > 5_000_000 }
        #expect(asked.count <= 6)
        #expect((record.delivered + record.abandoned).sorted() == Array(0..<400))
        #expect(record.abandoned.count > 250)
        #expect(record.delivered.filter { $0 >= 300 }.count == 100)
        // Only jobs with a response are delivered.
        let answered = record.starts.filter { $0.time <= 5_000_000 }.map(\.job.number)
        #expect(Set(record.delivered).isSubset(of: Set(answered).union(300..<400)))
    }

    @Test func `that ends in time costs nothing but time`() {
        let record = Simulation(limits: Self.limits).run(Self.jobs) { job, _, now in
            let isBanned = job.addresses == [0] && (5_000_000..<50_000_000).contains(now)
            return Simulation.Reaction(result: isBanned ? .failed : .answered)
        }
        #expect(record.delivered.sorted() == Array(0..<400))
        #expect(record.abandoned.isEmpty)
    }

    @Test func `is not assumed of a server that has never answered`() {
        let record = Simulation(limits: Self.limits).run(Self.jobs) { job, _, _ in
            Simulation.Reaction(result: job.addresses == [0] ? .failed : .answered)
        }
        #expect(record.delivered.sorted() == Array(0..<400))
        #expect(record.starts.count == 400)
    }

    @Test func `is not assumed of a server that fails occasionally`() {
        let record = Simulation(limits: Self.limits).run(Self.jobs) { job, attempt, _ in
            Simulation.Reaction(result: job.number % 3 == 0 && attempt == 1 ? .failed : .answered)
        }
        #expect(record.delivered.sorted() == Array(0..<400))
        #expect(record.abandoned.isEmpty)
    }
}
