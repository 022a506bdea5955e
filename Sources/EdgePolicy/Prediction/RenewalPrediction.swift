/// Whether the challenge of a certificate authority gets through in one mode (RFC 8555 section 8.3).
public struct RenewalPrediction: Hashable, Sendable {
    /// What the authority gets, as a visitor would; never empty.
    public var outcomes: [WeightedOutcome]
    public var result: RenewalResult
    /// Whether the way leads over TLS with a checked certificate: it closes when that has ended.
    public var needsCertificate: Bool
    /// The result with Always Use HTTPS on; nil when that is known to be on or off, or does not exist.
    public var ifAlwaysHTTPS: RenewalResult?

    /// A prediction; `outcomes` must not be empty.
    public init(
        outcomes: [WeightedOutcome], result: RenewalResult, needsCertificate: Bool = false,
        ifAlwaysHTTPS: RenewalResult? = nil
    ) {
        self.outcomes = outcomes
        self.result = result
        self.needsCertificate = needsCertificate
        self.ifAlwaysHTTPS = ifAlwaysHTTPS
    }
}
