/// Everything that was asked and seen for one target. Facts only: nothing in here changes when the
/// clock, the mode, the trust list or Cloudflare's rules do.
public struct OriginObservation: Hashable, Sendable {
    public var target: Target
    public var startedAt: UnixTime
    public var milliseconds: Int
    public var vantage: Vantage
    /// The lookup of the host or of the `--connect-to` name; nil when addresses were given.
    public var dns: DNSFacts?
    /// In the order they were found: IPv4 first.
    public var addresses: [AddressObservation]
    /// Present when the name resolves to the edge's own addresses.
    public var live: LiveLook? {
        get { liveStorage?.value }
        set { liveStorage = newValue.map(Boxed.value) }
    }
    /// Apart, because it is large and seldom there, and observations are copied.
    private var liveStorage: Boxed<LiveLook>?
    public var prober: ProberFacts

    /// An observation of a target; facts are added as they are seen.
    public init(
        target: Target, startedAt: UnixTime, milliseconds: Int = 0, vantage: Vantage = Vantage(),
        dns: DNSFacts? = nil, addresses: [AddressObservation] = [], live: LiveLook? = nil,
        prober: ProberFacts = ProberFacts()
    ) {
        self.target = target
        self.startedAt = startedAt
        self.milliseconds = milliseconds
        self.vantage = vantage
        self.dns = dns
        self.addresses = addresses
        self.liveStorage = live.map(Boxed.value)
        self.prober = prober
    }
}
