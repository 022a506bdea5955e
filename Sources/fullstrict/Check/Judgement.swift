internal import EdgePolicy
internal import OriginFacts

/// By what every observation of a run is judged.
struct Judgement: Sendable {
    var mode: EncryptionMode
    var settings: EdgeSettings
    /// `--at`; nil judges each observation at the time it is made.
    var at: UnixTime?
    /// The options that say so, for the commands a report prints.
    var options: [String]
    /// The status a verdict ends with.
    var status: @Sendable (Verdict) -> ExitStatus
}
