package import OriginFacts

/// A job with its state in the scheduler.
struct ScheduledJob<Job> {
    var job: Job
    /// The endpoints of the job, or nil until it has been located.
    var endpoints: [Endpoint]?
    /// Whether the job is located again before each attempt.
    let needsLookup: Bool
    var retriesLeft: Int
    /// Whether the job may still be repeated, once, after it fails at an endpoint that has answered
    /// before.
    var hasSecondChance = true
    /// The number of attempts during which this machine ran out of resources.
    var shortages = 0
    /// Whether this job tests whether a ban is over.
    var isTrial = false

    /// The distinct addresses of the endpoints.
    var addresses: [IPAddress] {
        guard let endpoints, endpoints.count > 1 else { return endpoints?.map(\.address) ?? [] }
        var known: Set<IPAddress> = []
        return endpoints.map(\.address).filter { known.insert($0).inserted }
    }
}

/// A job with reserved slots at its addresses, and the time when it may start.
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
    /// Whether another attempt may succeed, as after a timeout, a reset or a resolver failure.
    package var isTransient: Bool
    /// Whether this machine ran out of descriptors or ports.
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

/// The reaction of an endpoint to one job.
package struct EndpointResult: Hashable, Sendable {
    /// The kinds of reaction that matter for detecting bans.
    package enum Result: Hashable, Sendable {
        /// A port accepted the connection and replied.
        case answered
        /// Every port that was tried refused the connection or did not reply.
        case failed
    }

    package var endpoint: Endpoint
    package var result: Result

    package init(_ endpoint: Endpoint, _ result: Result) {
        self.endpoint = endpoint
        self.result = result
    }
}

/// The address and ports at which a job contacts a server. Limits apply to an address. Bans are
/// detected for an address together with its ports, because a single port may be closed for a good
/// reason.
package struct Endpoint: Hashable, Sendable {
    package var address: IPAddress
    package var ports: PortPair

    package init(_ address: IPAddress, ports: PortPair) {
        self.address = address
        self.ports = ports
    }
}
