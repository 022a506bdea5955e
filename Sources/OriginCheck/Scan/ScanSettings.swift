internal import BatchScan
internal import OriginProbe

/// The input and output of a scan, its treatment of each target, and its limits.
public struct ScanSettings: Sendable {
    /// The target list: a path, or `-` for standard input (docs/scanning.md describes the format).
    public var list: String
    public var output: ScanOutput
    public var connection = ConnectionSettings()
    public var judgement = JudgementSettings()
    public var targets = TargetSettings()
    public var limits = ScanLimits()
    /// A file with hosts, addresses and address blocks that must not be contacted.
    public var excludeFile: String?
    /// The part of the list to scan.
    public var shard = ScanShard.all
    public var requests = RequestCount.four
    /// The records to write; nil means all.
    public var only: RecordChoice?
    /// Whether records contain the certificates, which are required to judge the records again.
    public var includesCertificates = false
    /// The number of event loops; nil means one per core.
    public var workers: Int?

    /// The number of requests to each address.
    public enum RequestCount: Hashable, Sendable {
        /// One request on each port.
        case two
        /// Two requests on each port, one for each value of `X-Forwarded-Proto`. Redirects are
        /// followed.
        case four
    }

    public init(list: String, output: ScanOutput) {
        self.list = list
        self.output = output
    }
}

/// The destination of a scan's records.
public enum ScanOutput: Sendable {
    /// A new file with a JSON object on each line; an existing file is an error.
    case newFile(String)
    /// The file of an earlier scan, to be continued.
    case resumedFile(String)
    /// JSON objects on standard output, one on each line.
    case standardOutput
    /// Text for a terminal on standard output: only targets with problems.
    case text(TextStyle)
    /// A function that receives each JSON object, with a newline. The target counts as in progress
    /// while the function runs.
    case handler(@Sendable ([UInt8]) async -> Void)

    var format: ReportFormat {
        switch self {
        case .newFile, .resumedFile, .standardOutput, .handler: .json
        case .text: .text
        }
    }

    var style: TextStyle {
        switch self {
        case .newFile, .resumedFile, .standardOutput, .handler: TextStyle()
        case .text(let style): style
        }
    }
}

/// The load that a scan may cause. Rates are per second; 0 turns a limit off.
public struct ScanLimits: Hashable, Sendable {
    /// The number of targets in progress, at least 1.
    public var concurrency = 1_000
    /// The number of targets started per second.
    public var rate = 150
    /// The number of targets in progress at one address.
    public var perAddress = 2
    /// The number of targets started per second at one address.
    public var perAddressRate = 5
    /// The number of names looked up per second.
    public var lookupRate = 0
    /// The number of further attempts after a transient failure.
    public var retries = 1
    /// The time between a ban and another attempt at the address.
    public var banPatience: Duration = .seconds(60)
    /// How long to wait for DNS servers that have stopped replying.
    public var resolverPatience: Duration = .seconds(120)

    /// Creates the default limits.
    public init() {}

    /// Returns these limits, with no more targets in progress than the descriptor limit allows.
    func poolLimits(workers: Int, news: Scan.NewsHandler) throws(OriginCheckError) -> PoolLimits {
        let descriptors = ProcessLimits.descriptorLimit
        let needed =
            Self.reservedDescriptors + workers * Self.descriptorsPerWorker
            + Self.descriptorsPerTarget
        guard descriptors >= needed else {
            throw OriginCheckError(
                .unavailable,
                "\(descriptors) descriptors (ulimit -n) are too few: \(workers) workers need "
                    + "\(needed)")
        }
        var limits = PoolLimits()
        limits.concurrency = min(
            concurrency, 1 + (descriptors - needed) / Self.descriptorsPerTarget)
        limits.rate = rate
        limits.perAddress = perAddress
        limits.perAddressRate = perAddressRate
        limits.lookupRate = lookupRate
        limits.retries = retries
        limits.banPatience = Int(banPatience / .microseconds(1))
        limits.window = max(1_000, limits.concurrency * 4)
        if limits.concurrency < concurrency {
            news(.concurrencyLimited(to: limits.concurrency, descriptors: descriptors))
        }
        return limits
    }

    /// For standard streams, files and the resolver's sockets.
    private static let reservedDescriptors = 24
    /// For an event loop's epoll, timerfd and eventfd, and a spare one.
    private static let descriptorsPerWorker = 4
    /// For two connections, and a spare one for a slow origin.
    private static let descriptorsPerTarget = 3
}

/// A part of a list. It depends only on the inputs, so several machines can share a list.
public struct ScanShard: Hashable, Sendable {
    /// The index of the part, counted from 0.
    public let index: Int
    public let count: Int

    /// The whole list.
    public static let all = ScanShard(index: 0, count: 1)

    private init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    /// Creates part `number` of `count`, counted from 1; nil if there is no such part.
    public init?(_ number: Int, of count: Int) {
        guard (1...100_000).contains(count), (1...count).contains(number) else { return nil }
        self.init(index: number - 1, count: count)
    }
}

/// Which records are written.
public enum RecordChoice: String, Hashable, Sendable, CaseIterable {
    case broken
    /// Warnings and broken targets.
    case warning
    /// Targets without a verdict, and invalid lines.
    case unknown

    func includes(_ kind: ScanTally.Kind) -> Bool {
        switch kind {
        case .broken: self == .broken || self == .warning
        case .warning: self == .warning
        case .unknown, .banned, .invalid: self == .unknown
        case .ready, .excluded: false
        }
    }
}
