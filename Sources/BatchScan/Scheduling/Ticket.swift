internal import OriginFacts

/// A job inside the scheduler.
struct Ticket<Job> {
    var job: Job
    /// Nil until it is known where the job leads.
    var places: [Place]?
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
