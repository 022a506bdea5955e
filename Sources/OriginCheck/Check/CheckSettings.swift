/// How to connect to origins, and how to judge what is observed.
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
    /// The mode to judge; the other modes are predicted too.
    public var mode: EncryptionMode = .strict
    /// The zone's settings, as far as they are known.
    public var edge = EdgeSettings()
    /// The time to judge at; nil for the time of each observation.
    public var time: UnixTime?
    /// How long before expiry a certificate counts as expiring soon.
    public var expiry: ExpiryThreshold = .usual
    /// Whether and how to check revocation.
    public var revocation = RevocationSettings()
    /// Which verdicts count as failures in a report's `exitStatus`.
    public var failureThreshold: FailureThreshold = .error
    /// Options of the `fullstrict` command that the verdict depends on, as words: reports print commands to
    /// repeat a check, and these are added to them. Never secrets.
    public var commandWords: [String] = []

    /// Full (strict), judged at the time of the observation, without revocation.
    public init() {}
}

/// Which verdicts count as failures.
public enum FailureThreshold: String, Hashable, Sendable, CaseIterable {
    /// Verdicts that a site breaks, or that this cannot be told.
    case error
    /// Warnings as well.
    case warning
    /// None.
    case never

    /// The number a report carries as `exit_status` (docs/output.md): 0 works, 1 would break, 3 cannot be
    /// told.
    public func exitStatus(of result: VerdictResult) -> Int32 {
        switch (result, self) {
        case (_, .never), (.ready, _), (.warning, .error): 0
        case (.warning, .warning), (.degraded, _), (.broken, _): 1
        case (.inconclusive, _): 3
        }
    }
}
