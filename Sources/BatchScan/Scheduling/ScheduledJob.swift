public import OriginFacts

/// A job inside the scheduler.
struct ScheduledJob<Job> {
    var job: Job
    /// Nil until it is known where the job leads.
    var places: [Endpoint]?
    /// Where the job leads is to be found out again before each attempt.
    let needsLookup: Bool
    var retries: Int
    /// A failure at a place that has answered before is looked at once more.
    var hasSecondChance = true
    /// Times this machine ran out of something.
    var starvations = 0
    /// The one that finds out whether a ban is over.
    var isTrial = false

    /// Each once.
    var addresses: [IPAddress] {
        guard let places, places.count > 1 else { return places?.map(\.address) ?? [] }
        var known: Set<IPAddress> = []
        return places.map(\.address).filter { known.insert($0).inserted }
    }
}

/// What came of one job.
public struct JobResult<Output: Sendable>: Sendable {
    public var output: Output
    /// Places that were asked; those that were not are left out.
    public var contacts: [EndpointResult]
    /// Another attempt may well end otherwise: a time-out, a reset, a resolver that failed.
    public var isTransient: Bool
    /// This machine ran out of descriptors or ports.
    public var isStarved: Bool

    public init(
        _ output: Output, contacts: [EndpointResult] = [], isTransient: Bool = false,
        isStarved: Bool = false
    ) {
        self.output = output
        self.contacts = contacts
        self.isTransient = isTransient
        self.isStarved = isStarved
    }
}

/// How a place met one job.
public struct EndpointResult: Hashable, Sendable {
    /// What can be said of it.
    public enum Result: Hashable, Sendable {
        /// A port opened.
        case answered
        /// Silence or refusal on all ports asked.
        case failed
    }

    public var place: Endpoint
    public var result: Result

    public init(_ place: Endpoint, _ result: Result) {
        self.place = place
        self.result = result
    }
}

/// A server as one job meets it. Limits count by address; whether it has banned us is judged by address
/// and ports, since one port may be down for good reason.
public struct Endpoint: Hashable, Sendable {
    public var address: IPAddress
    public var ports: PortPair

    public init(_ address: IPAddress, ports: PortPair) {
        self.address = address
        self.ports = ports
    }
}

/// A job that may start at a time.
struct TimedJob: Comparable {
    let start: Int
    let number: Int

    static func < (left: TimedJob, right: TimedJob) -> Bool {
        left.start < right.start
    }
}
