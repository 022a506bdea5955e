/// Everything requested from and observed at one target. These are only facts: nothing here depends
/// on the clock, the mode, the trusted roots or Cloudflare's rules.
public struct OriginObservation: Hashable, Sendable {
    public var target: Target
    public var startedAt: UnixTime
    public var milliseconds: Int
    public var vantage: Vantage
    /// The DNS lookup of the host or of the `--connect-to` name; nil if the user gave addresses.
    public var dns: DNSFacts?
    /// The addresses in the order they were found, IPv4 first.
    public var addresses: [AddressObservation]
    /// The responses through the edge; present if the name resolves to the edge's own addresses.
    public var live: LiveLook? {
        get { liveStorage?.value }
        set { liveStorage = newValue.map(Boxed.value) }
    }
    /// Boxed because the value is large and rarely present, and observations are copied.
    private var liveStorage: Boxed<LiveLook>?
    public var prober: ProberFacts

    /// Creates an observation of a target; facts are added as they are observed.
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

/// The program that probed the target, and the limits of its TLS library.
public struct ProberFacts: Hashable, Sendable {
    /// The version of fullstrict.
    public var version: String
    /// OpenSSL's own version string.
    public var openSSL: String
    /// The parts of the edge's ClientHello that the linked OpenSSL cannot offer: `DES-CBC3-SHA`,
    /// `X25519MLKEM768`.
    public var notOffered: [String]
    public var connectTimeoutMilliseconds: Int
    public var timeoutMilliseconds: Int
    /// Whether the ClientHello requested a stapled OCSP response. The edge is not known to request
    /// one.
    public var asksForStaple = false

    /// Creates the facts; the default values suit synthetic observations.
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

/// The reason something was not checked. The cause is this program or its plan, never the origin.
public enum NotTested: Hashable, Sendable {
    /// This machine has no route for the address family.
    case noRouteFromHere(IPAddress.Family)
    /// A private, loopback or reserved address from DNS.
    case guardedAddress(AddressScope)
    /// The address belongs to Cloudflare's edge, so it is not the origin.
    case edgeAddress
    /// The address was excluded by `-4`, `-6` or `--first-ip`.
    case excludedByOption
    /// The address exceeds the limit of addresses for one target.
    case overLimit
    /// The target's deadline passed before the check.
    case outOfTime
    /// The address responded earlier and then stopped: a firewall is probably blocking this
    /// machine.
    case banned
    /// An earlier step failed.
    case notReached
    /// This machine ran out of descriptors, ports or memory; `errno` identifies the resource.
    case localResource(errno: Int32)
}

/// A boxed value. Copying a struct that contains one copies only a reference.
enum Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
    indirect case value(Value)

    var value: Value {
        switch self {
        case .value(let value): value
        }
    }
}
