package import OriginFacts

/// A job as the scheduler keeps it.
struct ScheduledJob<Job> {
    var job: Job
    /// Nil until the job has been located.
    var endpoints: [Endpoint]?
    /// The job is located again before each attempt.
    let needsLookup: Bool
    var retriesLeft: Int
    /// A failure at an endpoint that has answered before is repeated once.
    var hasSecondChance = true
    /// How often this machine ran out of resources during the job.
    var shortages = 0
    /// Whether this job finds out if a ban is over.
    var isTrial = false

    /// Each once.
    var addresses: [IPAddress] {
        guard let endpoints, endpoints.count > 1 else { return endpoints?.map(\.address) ?? [] }
        var known: Set<IPAddress> = []
        return endpoints.map(\.address).filter { known.insert($0).inserted }
    }
}

/// A job with slots at its addresses, and when it may start.
struct DelayedJob: Comparable {
    let start: Int
    let id: Int

    static func < (left: DelayedJob, right: DelayedJob) -> Bool {
        left.start < right.start
    }
}

/// The result of one attempt at a job.
package struct JobResult<Output: Sendable>: Sendable {
    package var output: Output
    /// The endpoints that were contacted.
    package var endpoints: [EndpointResult]
    /// Another attempt may end differently: a timeout, a reset, a failure of the resolver.
    package var isTransient: Bool
    /// This machine ran out of descriptors or ports.
    package var lacksResources: Bool

    package init(
        _ output: Output, endpoints: [EndpointResult] = [], isTransient: Bool = false,
        lacksResources: Bool = false
    ) {
        self.output = output
        self.endpoints = endpoints
        self.isTransient = isTransient
        self.lacksResources = lacksResources
    }
}

/// How an endpoint reacted to one job.
package struct EndpointResult: Hashable, Sendable {
    /// What is judged of it.
    package enum Result: Hashable, Sendable {
        /// A port accepted the connection and replied.
        case answered
        /// All ports that were tried refused, or were silent.
        case failed
    }

    package var endpoint: Endpoint
    package var result: Result

    package init(_ endpoint: Endpoint, _ result: Result) {
        self.endpoint = endpoint
        self.result = result
    }
}

/// A server as a job contacts it. Limits count by address. Bans are detected by address and ports,
/// because a single port may be closed for good reason.
package struct Endpoint: Hashable, Sendable {
    package var address: IPAddress
    package var ports: PortPair

    package init(_ address: IPAddress, ports: PortPair) {
        self.address = address
        self.ports = ports
    }
}
