public import OriginFacts

/// What the files come to for one host.
public struct HostForecast: Hashable, Sendable {
    /// Nil when no name was asked for.
    public var host: HostName?
    public var verdict: ChainVerdict
    /// What https visitors would get, for each mode, weakest first.
    public var modes: [FileForecast]

    /// A forecast for one host.
    public init(host: HostName?, verdict: ChainVerdict, modes: [FileForecast]) {
        self.host = host
        self.verdict = verdict
        self.modes = modes
    }

    public subscript(mode: EncryptionMode) -> FileForecast {
        EncryptionMode.allCases.firstIndex(of: mode).map { modes[$0] } ?? .unknown
    }
}
