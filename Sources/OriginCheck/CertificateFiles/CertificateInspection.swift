internal import ChainVerification
internal import OpenSSLSupport
internal import OriginProbe

/// The certificate files to inspect, the servers to compare them with, and how to judge them.
public struct InspectionSettings: Sendable {
    public var certificates: CertificateFileSettings
    /// The private key file, to check whether the key belongs to the certificate.
    public var key: String?
    /// The host names that visitors use.
    public var hosts: [String] = []
    /// The servers to compare the files with; nil for no comparison.
    public var served: ServedPlace?
    /// The number of connections to each address, 1 to 64.
    public var connections = 8
    /// The locations of the servers, and other names that the certificate may cover.
    public var targets = TargetSettings()
    public var connection = ConnectionSettings()
    /// The mode, the expiry threshold and the revocation settings. The time comes from
    /// `certificates`.
    public var judgement = JudgementSettings()
    /// Command-line words for the commands that the report prints.
    public var commandWords = FileOptions()

    public init(_ certificates: CertificateFileSettings) {
        self.certificates = certificates
    }
}

/// The servers whose certificates are compared with the files.
public enum ServedPlace: Hashable, Sendable {
    /// The hosts that visitors use, at their own addresses.
    case hosts
    /// A single `HOST[:PORT]`.
    case place(String)
}

/// Inspects a server's certificate files: whether the server would work with them in each mode, and
/// until when.
public struct CertificateInspection: Sendable {
    private let settings: InspectionSettings
    private let context: CertificateContext
    private let facts: CertificateFileFacts
    private let hosts: [HostName]
    private let time: UnixTime

    /// The report and the addresses that were connected to.
    public struct Result: Sendable {
        public let report: CertificateReport
        public let addresses: [IPAddress]
    }

    /// Reads all files. Throws if a file is unreadable or a setting is invalid.
    public init(_ settings: InspectionSettings) throws(OriginCheckError) {
        self.settings = settings
        time = settings.certificates.timeOrNow
        var hosts: [HostName] = []
        for text in settings.hosts {
            let host = try HostArgument.read(text, "--host")
            if !hosts.contains(host) { hosts.append(host) }
        }
        self.hosts = hosts
        let library = try LibraryContext.forFiles()
        var key: (handle: PrivateKeyHandle, file: String)?
        if let path = settings.key {
            key = (try KeyFile(path).read(settings.certificates.passwords, in: library), path)
        }
        context = try CertificateContext(
            settings.certificates, key: key?.handle, library: library)
        facts = try context.facts(settings.certificates.files, key: key)
    }

    /// Connects to the servers and fetches the CRLs as the settings specify, then judges
    /// everything.
    public func run() async throws(OriginCheckError) -> Result {
        let served = try await served()
        let judge = try context.judge(settings.judgement.expiry.limits)
        let evidence = try await evidence(judge)
        let verdicts = context.verdicts(
            of: judge, for: hosts, alsoNames: settings.targets.alsoNames, at: time,
            evidence: evidence)
        let assessment = FileJudge(facts, mode: settings.judgement.mode)
            .assess(verdicts, served: served)
        let report = CertificateReport(
            facts, chainView: context.chain, assessment: assessment, time: time,
            trust: context.trust.facts, options: settings.commandWords,
            exitStatus: settings.judgement.failureThreshold.exitStatus(of: assessment.overall))
        return Result(
            report: report, addresses: served.flatMap(\.addresses).map(\.address))
    }

    /// Returns the certificates that the servers send; empty if no comparison is requested.
    private func served() async throws(OriginCheckError) -> [ServedObservation] {
        guard let place = settings.served else { return [] }
        let targets = try ServedTargets(
            place, hosts: hosts, leaf: facts.leaf, settings.targets
        ).targets
        let probe = try ServedCertificateProbe(settings.connection)
        var seen: [ServedObservation] = []
        for target in targets {
            seen.append(
                await probe.certificates(
                    of: target, connections: settings.connections, asksForSoftware: true))
        }
        return seen
    }

    /// The time limit for fetching all CRLs.
    private static let crlMilliseconds = 15_000

    /// Returns the CRLs that the certificates name; nil if revocation is not checked.
    private func evidence(
        _ judge: ChainJudge
    ) async throws(OriginCheckError) -> RevocationEvidence? {
        guard settings.judgement.revocation.evidence == .crl else { return nil }
        let connection = settings.connection
        let fetcher = RevocationFetcher(
            settings.judgement.revocation,
            fetch: try connection.fetch(over: try connection.prober()),
            library: context.trust.library)
        let verdict = context.verdicts(of: judge, for: [], alsoNames: [], at: time).first?.verdict
        guard let fetcher, let verdict else { return nil }
        let named = ([facts.leaf] + facts.issuers).map { ($0.sha256, $0.crlURLs) }
        return await fetcher.evidence(
            on: verdict, naming: named, milliseconds: Self.crlMilliseconds)
    }
}
