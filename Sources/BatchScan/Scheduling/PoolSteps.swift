/// What a pool does with its jobs; all of it comes from outside.
public struct PoolSteps<Job: Sendable, Output: Sendable>: Sendable {
    /// At most so many more jobs, each with its places where they are known; nil when there are none.
    public var fetch: @Sendable (Int) async -> [(job: Job, places: [Place]?)]?
    /// Where a job leads; the job may be changed.
    public var locate: @Sendable (Job) async -> (job: Job, places: [Place])
    /// Asks. Never longer than the job's own deadline.
    public var observe: @Sendable (Job) async -> Observed<Output>
    /// The record of a job whose places have banned us.
    public var abandon: @Sendable (Job) async -> Output
    /// Writes a record; while that takes, the job counts as running.
    public var deliver: @Sendable (Output) async -> Void
    /// Microseconds from any beginning.
    public var now: @Sendable () -> Int
    /// Returns at that time, or at once when cancelled.
    public var sleep: @Sendable (Int) async -> Void

    /// The steps of a pool.
    public init(
        fetch: @escaping @Sendable (Int) async -> [(job: Job, places: [Place]?)]?,
        locate: @escaping @Sendable (Job) async -> (job: Job, places: [Place]),
        observe: @escaping @Sendable (Job) async -> Observed<Output>,
        abandon: @escaping @Sendable (Job) async -> Output,
        deliver: @escaping @Sendable (Output) async -> Void,
        now: @escaping @Sendable () -> Int, sleep: @escaping @Sendable (Int) async -> Void
    ) {
        self.fetch = fetch
        self.locate = locate
        self.observe = observe
        self.abandon = abandon
        self.deliver = deliver
        self.now = now
        self.sleep = sleep
    }
}
