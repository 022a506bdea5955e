internal import BatchScan
internal import OriginProbe

/// What a scan reads and writes, how it treats each target, and its limits.
public struct ScanSettings: Sendable {
    /// The target list: a path, or `-` for standard input (docs/scanning.md has the format).
    public var list: String
    public var output: ScanOutput
    public var connection = ConnectionSettings()
    public var judgement = JudgementSettings()
    public var targets = TargetSettings()
    public var limits = ScanLimits()
    /// A file with hosts, addresses and blocks that are not contacted.
    public var excludeFile: String?
    /// The part of the list to scan.
    public var shard = ScanShard.all
    public var requests = RequestCount.four
    /// Writes only some of the records; nil writes all.
    public var only: RecordChoice?
    /// Whether records contain the certificates, as judging them again requires.
    public var includesCertificates = false
    /// The number of event loops; nil for one per core.
    public var workers: Int?

    /// Requests to each address.
    public enum RequestCount: Hashable, Sendable {
        /// One on each port.
        case two
        /// On each port one with either value of `X-Forwarded-Proto`, and redirects are followed.
        case four
    }

    public init(list: String, output: ScanOutput) {
        self.list = list
        self.output = output
    }
}

/// Where the records of a scan go.
public enum ScanOutput: Sendable {
    /// A new file with a JSON object on each line; an existing file is an error.
    case newFile(String)
    /// The file of an earlier scan, which is continued.
    case resumedFile(String)
    /// JSON objects on standard output, one on each line.
    case standardOutput
    /// Text for a terminal on standard output: only targets with problems.
    case text(TextStyle)
    /// A function that takes each JSON object, with a newline. While it runs, the target counts as
    /// in progress.
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

/// The load that a scan may cause. Rates are per second; 0 switches a limit off.
public struct ScanLimits: Hashable, Sendable {
    /// Targets in progress; at least 1.
    public var concurrency = 1_000
    /// Targets started per second.
    public var rate = 150
    /// Targets in progress at one address.
    public var perAddress = 2
    /// Targets started per second at one address.
    public var perAddressRate = 5
    /// Names looked up per second.
    public var lookupRate = 0
    /// Further attempts after a transient failure.
    public var retries = 1
    /// The time after a ban until the address is tried once more.
    public var banPatience: Duration = .seconds(60)
    /// How long to wait for DNS servers that have stopped replying.
    public var resolverPatience: Duration = .seconds(120)

    /// The default limits.
    public init() {}

    /// These limits, with no more targets in progress than descriptors allow.
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

    /// Standard streams, files, the resolver's sockets.
    private static let reservedDescriptors = 24
    /// An event loop's epoll, timerfd and eventfd, and one spare.
    private static let descriptorsPerWorker = 4
    /// Two connections, and a spare one for a slow origin.
    private static let descriptorsPerTarget = 3
}

/// A part of a list. It depends on the inputs alone, so several machines can share a list.
public struct ScanShard: Hashable, Sendable {
    /// Counted from 0.
    public let index: Int
    public let count: Int

    /// The whole list.
    public static let all = ScanShard(index: 0, count: 1)

    private init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    /// Part `number`, counted from 1, of `count`; nil if there is no such part.
    public init?(_ number: Int, of count: Int) {
        guard (1...100_000).contains(count), (1...count).contains(number) else { return nil }
        self.init(index: number - 1, count: count)
    }
}

/// Which records are written.
public enum RecordChoice: String, Hashable, Sendable, CaseIterable {
    case broken
    /// Warnings and what is broken.
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
