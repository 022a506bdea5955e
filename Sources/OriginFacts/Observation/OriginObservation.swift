/// Everything asked and seen for one target. Facts only: nothing here depends on the clock, the
/// mode, the trusted roots or Cloudflare's rules.
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
    /// Boxed: it is large, rarely present, and observations are copied.
    private var liveStorage: Boxed<LiveLook>?
    public var prober: ProberFacts

    /// An observation of a target; facts are added as they are seen.
    package init(
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

/// The program that probed, and what it could not do.
public struct ProberFacts: Hashable, Sendable {
    /// Version of fullstrict.
    public var version: String
    /// OpenSSL's own version text.
    public var openSSL: String
    /// Parts of the edge's ClientHello the linked OpenSSL cannot offer: `DES-CBC3-SHA`,
    /// `X25519MLKEM768`.
    public var notOffered: [String]
    public var connectTimeoutMilliseconds: Int
    public var timeoutMilliseconds: Int
    /// Whether the ClientHello asked for a stapled OCSP response, which the edge is not known to
    /// do.
    public var asksForStaple = false

    /// Empty for made-up observations.
    package init(
        version: String = "", openSSL: String = "", notOffered: [String] = [],
        connectTimeoutMilliseconds: Int = 5_000, timeoutMilliseconds: Int = 15_000
    ) {
        self.version = version
        self.openSSL = openSSL
        self.notOffered = notOffered
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.timeoutMilliseconds = timeoutMilliseconds
    }
}

/// Why something was not checked: our doing or the plan's, never the origin's fault.
public enum NotTested: Hashable, Sendable {
    /// This machine has no route for the address family.
    case noRouteFromHere(IPAddress.Family)
    /// A private, loopback or reserved address that came out of DNS.
    case guardedAddress(AddressScope)
    /// The address belongs to Cloudflare's edge: it is not the origin.
    case edgeAddress
    /// Excluded by `-4`, `-6` or `--first-ip`.
    case excludedByOption
    /// Over the limit of addresses for one target.
    case overLimit
    /// The target's deadline passed first.
    case outOfTime
    /// It answered before and has stopped: a firewall probably blocks us.
    case banned
    /// An earlier step failed.
    case notReached
    /// This machine ran out of descriptors, ports or memory; `errno` says which.
    case localResource(errno: Int32)
}

/// A boxed value: copying its holder copies a reference.
enum Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
    indirect case value(Value)

    var value: Value {
        switch self {
        case .value(let value): value
        }
    }
}
