internal import OpenSSLSupport

/// What OpenSSL made of one `PathRequest`.
struct PathOutcome {
    var accepted: Bool
    /// What it reported, in its order; the first only, when it was to stop there.
    var problems: [PathProblem]
    /// The chain as far as it was built, leaf first; the last is an anchor only if `accepted` or no
    /// problem says otherwise.
    var chain: [JudgedCertificate]
    /// The budget of signature checks ran out; nothing else here counts.
    var isOverBudget = false
}
