public import OriginFacts

/// What one address shows, compared with the files.
public struct ServedTally: Hashable, Sendable {
    public var host: HostName
    public var address: IPAddress
    public var port: UInt16
    /// Its Server header, where it answered in time.
    public var server: String?
    /// Why it was never dialled; nil when it was.
    public var refusal: NotTested?
    /// Connections that showed the file's own certificate.
    public var same = 0
    /// Subjects of issuers in the file that some of those did not send.
    public var missing: [String] = []
    /// Subjects of certificates that some of those sent beyond the file's.
    public var extra: [String] = []
    /// Other certificates, the most frequent first.
    public var others: [ServedCertificate] = []
    /// Connections without a finished handshake.
    public var failed = 0
    /// The first of those; nil when there is none.
    public var failure: ServedHandshake?

    /// A tally of nothing yet.
    public init(host: HostName, address: IPAddress, port: UInt16) {
        self.host = host
        self.address = address
        self.port = port
    }

    /// An address of that target of which nothing is compared: why, and how it failed.
    public init(_ seen: ServedAddress, of target: Target) {
        self.init(host: target.host, address: seen.address, port: target.originPorts.https)
        server = seen.server
        refusal = seen.refusal
        for case .failed(let connection, let handshake) in seen.handshakes {
            failed += 1
            failure = failure ?? .failed(connection, handshake)
        }
    }

    /// Every connection that was tried.
    public var connections: Int {
        answered + failed
    }

    /// Connections that showed a certificate.
    public var answered: Int {
        others.reduce(same) { $0 + $1.count }
    }

    /// What it comes to.
    public var state: State {
        if answered == 0 { return .notSeen }
        if same == 0 { return .other }
        if !others.isEmpty { return .mixed }
        return missing.isEmpty ? .same : .otherChain
    }

    /// How an address stands to the files.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case same
        case mixed
        case other
        case otherChain = "other-chain"
        case notSeen = "not-seen"
    }
}
