package import DataFormats
public import EdgePolicy
public import OriginFacts

/// The full result of one `check`: the observation, its assessment, and the tool that made them.
public struct CheckReport: Hashable, Sendable {
    public var observation: OriginObservation
    public var verdicts: [IPAddress: ChainVerdict]
    public var assessment: Assessment
    public var tool: ToolFacts
    /// The other names checked in addition to this one, usually `www`.
    public var siblings: [SiblingReport]
    /// The exit status of the command, which is printed last.
    public var exitStatus: Int32
    /// Options other than the target and the mode that affect the verdict, as command-line words.
    /// Without them, a command printed in the report would give a different verdict. They never
    /// contain secrets.
    public var options: [String]
    /// The target's key, if it has been computed; otherwise the document computes it.
    public var key: TargetKey?
    /// The members of `input`: what a list states about the target in addition to its address. Nil
    /// outside a scan.
    package var input: JSONValue?

    package init(
        observation: OriginObservation, verdicts: [IPAddress: ChainVerdict],
        assessment: Assessment, tool: ToolFacts, siblings: [SiblingReport] = [],
        exitStatus: Int32 = 0, options: [String] = []
    ) {
        self.observation = observation
        self.verdicts = verdicts
        self.assessment = assessment
        self.tool = tool
        self.siblings = siblings
        self.exitStatus = exitStatus
        self.options = options
    }

    var target: Target {
        observation.target
    }
}

/// The result for a sibling name in the same zone, to which the same mode applies.
public struct SiblingReport: Hashable, Sendable {
    public var host: HostName
    public var verdict: Verdict
    public var modes: [ModePrediction]

    package init(host: HostName, verdict: Verdict, modes: [ModePrediction]) {
        self.host = host
        self.verdict = verdict
        self.modes = modes
    }
}
