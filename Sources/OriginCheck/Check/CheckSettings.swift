/// How to connect to origins, and how to judge the observations.
public struct CheckSettings: Sendable {
    public var connection: ConnectionSettings
    public var judgement: JudgementSettings

    public init(
        connection: ConnectionSettings = ConnectionSettings(),
        judgement: JudgementSettings = JudgementSettings()
    ) {
        self.connection = connection
        self.judgement = judgement
    }
}

/// How an observation is judged.
public struct JudgementSettings: Sendable {
    /// The mode to judge. The results in the other modes are also predicted.
    public var mode: EncryptionMode = .strict
    /// The zone's settings, if they are known.
    public var edge = EdgeSettings()
    /// The time to judge at; nil means the time of each observation.
    public var time: UnixTime?
    /// How long before expiry a certificate counts as expiring soon.
    public var expiry: ExpiryThreshold = .usual
    /// Whether and how to check revocation.
    public var revocation = RevocationSettings()
    /// Which verdicts count as failures in a report's `exitStatus`.
    public var failureThreshold: FailureThreshold = .error
    /// Command-line words for the `fullstrict` options that affect the verdict. Reports add them to
    /// the commands they print for repeating a check. They must not contain secrets.
    public var commandWords: [String] = []

    /// Creates settings for Full (strict), judged at the time of the observation, without
    /// revocation.
    public init() {}
}

/// Which verdicts count as failures.
public enum FailureThreshold: String, Hashable, Sendable, CaseIterable {
    /// Sites that break, and sites whose result is unknown.
    case error
    /// Warnings as well.
    case warning
    /// No verdicts.
    case never

    /// Returns the number that a report contains as `exit_status` (docs/output.md): 0 if the site
    /// works, 1 if it would break, 3 if the result is unknown.
    public func exitStatus(of result: VerdictResult) -> Int32 {
        switch (result, self) {
        case (_, .never), (.ready, _), (.warning, .error): 0
        case (.warning, .warning), (.degraded, _), (.broken, _): 1
        case (.inconclusive, _): 3
        }
    }
}
