/// How targets are checked: how their origins are asked, and how what was seen is judged.
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
    /// The mode the verdict is about; the other modes are predicted too.
    public var mode: EncryptionMode = .strict
    /// The zone's settings, as far as they are known.
    public var edge = EdgeSettings()
    /// The time to judge at; nil judges each observation at the time it was made.
    public var time: UnixTime?
    /// How long before its end a certificate counts as one that expires soon.
    public var expiry: ExpiryThreshold = .usual
    /// Whether revoked certificates are looked for.
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
    /// What would break, and what cannot be told.
    case error
    /// Warnings as well.
    case warning
    /// Nothing does.
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
