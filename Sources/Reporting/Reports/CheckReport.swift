package import DataFormats
public import EdgePolicy
public import OriginFacts

/// Everything one `check` has to say: what was seen, what is made of it, and by what.
public struct CheckReport: Hashable, Sendable {
    public var observation: OriginObservation
    public var verdicts: [IPAddress: ChainVerdict]
    public var assessment: Assessment
    public var tool: ToolFacts
    /// Other names looked at beside this one: `www`, mostly.
    public var siblings: [SiblingReport]
    /// The exit status the command will end with; printed last.
    public var exitStatus: Int32
    /// Options the verdict depends on besides the target and the mode, as words of a command line:
    /// without them the command a report prints would judge otherwise. Never secrets.
    public var options: [String]
    /// The target's key, where it has been computed; else the document computes it.
    public var key: TargetKey?
    /// Members of `input`: what a list says of the target besides where it is. Nil outside a scan.
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

/// A name beside the target that the same zone mode would govern.
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
