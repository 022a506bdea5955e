/// What speaks against a chain, gravest first; less is better.
struct LadderCost: Comparable {
    /// Certificates that are not valid at the time, and issuers that are no CA.
    var flaws = 0
    /// Issuers whose time ends before the leaf's.
    var endingEarly = 0
    /// Certificates.
    var length = 1
    /// The first end among the issuers, in seconds since 1970; later is better.
    var earliestEnd = Int64.max

    static func < (left: LadderCost, right: LadderCost) -> Bool {
        (left.flaws, left.endingEarly, left.length, right.earliestEnd)
            < (right.flaws, right.endingEarly, right.length, left.earliestEnd)
    }
}
