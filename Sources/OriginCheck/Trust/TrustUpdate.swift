internal import ChainVerification
internal import OpenSSLSupport
internal import OriginProbe

/// Fetches Cloudflare's list of public roots, or reads it from a file, and stores it. Parses every
/// root before replacing the old list.
public struct TrustUpdate: Sendable {
    /// Cloudflare's own list
    /// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict).
    public static let cloudflareList =
        "https://raw.githubusercontent.com/cloudflare/cfssl_trust/master/ca-bundle.crt"

    /// The minimum plausible count. A shorter list is probably not Cloudflare's (339 roots in
    /// release 2026.5.1).
    private static let usualCount = 100

    /// The source of the list: a URL, or the path of a file.
    public var source = TrustUpdate.cloudflareList
    /// The file to write the list to. Missing folders are created.
    public var destination: String
    /// The locations of the system's roots, which are used to verify the list's server.
    public var locations = TrustLocations()
    /// The DNS servers to use; nil means the system's.
    public var nameServers: [String]?

    /// Creates an update that fetches Cloudflare's list and writes it to `destination`.
    public init(destination: String) {
        self.destination = destination
    }

    /// The result of an update.
    public struct Result: Hashable, Sendable {
        /// The number of roots in the new list.
        public let count: Int
        /// The SHA-256 of the new list, in lower-case hex.
        public let sha256: String
        /// The SHA-256 of the replaced list; nil if there was none or it is unreadable.
        public let replacedSHA256: String?
        /// Whether the list is too short to be Cloudflare's.
        public var isSuspiciouslyShort: Bool { count < TrustUpdate.usualCount }
    }

    /// Fetches, checks and writes the list. If it throws, the old list is unchanged.
    public func run() async throws(OriginCheckError) -> Result {
        let library = try LibraryContext.forFiles()
        let bytes = try await fetched(library)
        let anchors = try parsed(bytes, library)
        let before = InputFile.exists(destination) ? try old(library) : nil
        if let slash = destination.lastIndex(of: "/") {
            try OutputFile.makeFolder(String(destination[..<slash]))
        }
        try OutputFile.write(bytes, to: destination, mode: 0o644)
        return Result(
            count: anchors.count, sha256: try Self.digest(of: anchors, library),
            replacedSHA256: before)
    }

    private func fetched(_ library: LibraryContext) async throws(OriginCheckError) -> [UInt8] {
        guard source.contains("://") else {
            return try InputFile.read(source, limit: TrustLoader.sizeLimit, what: "list of roots")
        }
        let trust = try Trust(TrustSettings(choice: .system, locations: locations))
        var connection = ConnectionSettings()
        connection.nameServers = nameServers
        let prober = try connection.prober()
        var fetch = HTTPSFetch(prober, userAgent: try connection.probeOptions().userAgent)
        fetch.mostBytes = TrustLoader.sizeLimit
        do throws(FetchError) {
            return try await fetch.get(source) { Self.objection(to: $0, of: $1, by: trust) }
        } catch {
            throw OriginCheckError(.unavailable, "cannot fetch \(source): \(error)")
        }
    }

    /// Returns why a browser would refuse the server's chain; nil if the chain is valid.
    private static func objection(
        to chain: [CertificateHandle], of host: HostName, by trust: Trust
    ) -> String? {
        do {
            let judge = try ChainJudge(
                library: LibraryContext(), strict: trust.browser, browser: trust.browser)
            let verdict = judge.judge(
                chain, for: AcceptableNames(requested: host), at: Clock.now())
            return verdict.browser.defects.first.map { $0.id }
        } catch {
            return "\(error)"
        }
    }

    private func parsed(
        _ bytes: [UInt8], _ library: LibraryContext
    ) throws(OriginCheckError) -> TrustAnchors {
        do throws(AnchorError) {
            let anchors = try TrustAnchors([
                AnchorSource(.publicRoot, label: source, bytes: bytes)
            ])
            try anchors.checkAll(in: library)
            return anchors
        } catch {
            throw OriginCheckError(
                .damagedData, "\(error)",
                hint: "expected PEM certificates; the list in use is unchanged")
        }
    }

    /// Returns the digest of the list to be replaced; nil if it cannot be parsed.
    private func old(_ library: LibraryContext) throws(OriginCheckError) -> String? {
        let bytes = try InputFile.read(
            destination, limit: TrustLoader.sizeLimit, what: "list of roots")
        return (try? TrustAnchors([AnchorSource(.publicRoot, label: "", bytes: bytes)])).flatMap {
            try? Self.digest(of: $0, library)
        }
    }

    private static func digest(
        of anchors: TrustAnchors, _ library: LibraryContext
    ) throws(OriginCheckError) -> String {
        do throws(OpenSSLFailure) {
            return try anchors.digests(in: library).first?.sha256 ?? ""
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }
}
