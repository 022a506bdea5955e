import BatchScan
import OriginFacts

/// Runs a scheduler in virtual time against simulated servers.
struct Simulation {
    /// A job: its number and its addresses.
    struct Job: Sendable, Hashable {
        var number: Int
        var addresses: [Int]
    }

    /// How a server reacts to a job.
    typealias Server = (Job, _ attempt: Int, _ now: Int) -> Reaction

    struct Reaction {
        /// The result; nil if nothing is known about the endpoints.
        var result: EndpointResult.Result? = .answered
        /// The duration in microseconds.
        var time = 50_000
        var isTransient = false
        var lacksResources = false
    }

    var limits: PoolLimits
    var seed: UInt64 = 1
    var stopAt = Int.max

    /// The events of a simulation.
    struct Record {
        var starts: [(job: Job, time: Int)] = []
        var delivered: [Int] = []
        var abandoned: [Int] = []
        var mostRunning = 0
        var mostAtAddress = 0
        var mostHeld = 0
        var end = 0
    }

    static func endpoint(_ number: Int) -> Endpoint {
        Endpoint(
            .v4(UInt32(0xC000_0200 + number)), ports: PortPair(http: 80, https: 443))
    }

    func run(_ jobs: [Job], looksUp: Bool = false, server: Server) -> Record {
        var scheduler = Scheduler<Job>(limits, seed: seed)
        var source = jobs[...]
        var record = Record()
        var now = 0
        var events: [(time: Int, action: Event)] = []
        var attempts: [Int: Int] = [:]
        var active: [Int: Job] = [:]
        var isStopped = false
        while true {
            let room = scheduler.room
            for job in source.prefix(room) {
                scheduler.add(job, endpoints: looksUp ? nil : job.addresses.map(Self.endpoint))
            }
            source = source.dropFirst(room)
            if source.isEmpty { scheduler.endOfSource() }
            record.mostHeld = max(
                record.mostHeld, jobs.count - source.count - record.delivered.count)
            var wake: Int?
            switch scheduler.next(at: now) {
            case .locate(let number, let job):
                events.append((now + 1_000, .located(number, job)))
                continue
            case .observe(let number, let job):
                record.starts.append((job, now))
                active[number] = job
                record.mostRunning = max(record.mostRunning, active.count)
                for address in Set(job.addresses) {
                    let count = active.values.count { $0.addresses.contains(address) }
                    record.mostAtAddress = max(record.mostAtAddress, count)
                }
                attempts[job.number, default: 0] += 1
                let reaction = server(job, attempts[job.number] ?? 1, now)
                events.append((now + reaction.time, .observed(number, job, reaction)))
                continue
            case .abandon(let number, let job):
                record.abandoned.append(job.number)
                scheduler.delivered(number)
                continue
            case .wait(let until): wake = until
            case .finished:
                record.end = now
                return record
            }
            let next = events.map(\.time).min()
            guard let time = [wake, next].compactMap(\.self).min() else {
                record.end = -1
                return record
            }
            now = max(now, time)
            if now >= stopAt, !isStopped {
                isStopped = true
                scheduler.stop()
            }
            for event in events.filter({ $0.time <= now }) {
                happen(event.action, &scheduler, &record, &active, now)
            }
            events.removeAll { $0.time <= now }
        }
    }

    private enum Event {
        case located(Int, Job)
        case observed(Int, Job, Reaction)
    }

    private func happen(
        _ event: Event, _ scheduler: inout Scheduler<Job>, _ record: inout Record,
        _ active: inout [Int: Job], _ now: Int
    ) {
        switch event {
        case .located(let number, let job):
            scheduler.located(number, job, endpoints: job.addresses.map(Self.endpoint), at: now)
        case .observed(let number, let job, let reaction):
            active[number] = nil
            let endpoints = reaction.result.map { result in
                job.addresses.map { EndpointResult(Self.endpoint($0), result) }
            }
            let seen = JobResult(
                job.number, endpoints: endpoints ?? [], isTransient: reaction.isTransient,
                lacksResources: reaction.lacksResources)
            if scheduler.observed(number, seen, at: now) {
                record.delivered.append(job.number)
                scheduler.delivered(number)
            }
        }
    }
}
