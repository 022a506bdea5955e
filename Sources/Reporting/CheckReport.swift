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

    /// A report about one target.
    public init(
        observation: OriginObservation, verdicts: [IPAddress: ChainVerdict],
        assessment: Assessment, tool: ToolFacts, siblings: [SiblingReport] = [],
        exitStatus: Int32 = 0
    ) {
        self.observation = observation
        self.verdicts = verdicts
        self.assessment = assessment
        self.tool = tool
        self.siblings = siblings
        self.exitStatus = exitStatus
    }

    var target: Target {
        observation.target
    }
}
