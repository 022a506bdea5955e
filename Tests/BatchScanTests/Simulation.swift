import BatchScan
import OriginFacts

/// Runs a scheduler in virtual time against made-up servers.
struct Simulation {
    /// A job: its number, and the addresses it leads to.
    struct Job: Sendable, Hashable {
        var number: Int
        var addresses: [Int]
    }

    /// How a job is answered: the contacts' result, and how long it takes in microseconds.
    typealias Server = (Job, _ attempt: Int, _ now: Int) -> Answer

    struct Answer {
        var result: EndpointResult.Result? = .answered
        var time = 50_000
        var isTransient = false
        var isStarved = false
    }

    var limits: PoolLimits
    var seed: UInt64 = 1
    var stopAt = Int.max

    /// What happened.
    struct Record {
        var starts: [(job: Job, time: Int)] = []
        var delivered: [Int] = []
        var abandoned: [Int] = []
        var mostRunning = 0
        var mostAtAddress = 0
        var mostHeld = 0
        var end = 0
    }

    static func place(_ number: Int) -> Endpoint {
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
            let wanted = scheduler.wants
            for job in source.prefix(wanted) {
                scheduler.add(job, places: looksUp ? nil : job.addresses.map(Self.place))
            }
            source = source.dropFirst(wanted)
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
                let answer = server(job, attempts[job.number] ?? 1, now)
                events.append((now + answer.time, .observed(number, job, answer)))
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
        case observed(Int, Job, Answer)
    }

    private func happen(
        _ event: Event, _ scheduler: inout Scheduler<Job>, _ record: inout Record,
        _ active: inout [Int: Job], _ now: Int
    ) {
        switch event {
        case .located(let number, let job):
            scheduler.located(number, job, places: job.addresses.map(Self.place), at: now)
        case .observed(let number, let job, let answer):
            active[number] = nil
            let contacts = answer.result.map { result in
                job.addresses.map { EndpointResult(Self.place($0), result) }
            }
            let seen = JobResult(
                job.number, contacts: contacts ?? [], isTransient: answer.isTransient,
                isStarved: answer.isStarved)
            if scheduler.observed(number, seen, at: now) {
                record.delivered.append(job.number)
                scheduler.delivered(number)
            }
        }
    }
}
