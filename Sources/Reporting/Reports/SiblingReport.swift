public import EdgePolicy
public import OriginFacts

/// A name beside the target that the same zone mode would govern.
public struct SiblingReport: Hashable, Sendable {
    public var host: HostName
    public var verdict: Verdict
    public var modes: [ModePrediction]

    /// What would become of that name.
    public init(host: HostName, verdict: Verdict, modes: [ModePrediction]) {
        self.host = host
        self.verdict = verdict
        self.modes = modes
    }
}
