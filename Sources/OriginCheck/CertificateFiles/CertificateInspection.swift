internal import ChainVerification
internal import OpenSSLSupport
internal import OriginProbe

/// Which certificate files to inspect, which servers to compare with, and how to judge them.
public struct InspectionSettings: Sendable {
    public var certificates: CertificateFileSettings
    /// The file of the private key, to see whether it belongs to the certificate.
    public var key: String?
    /// The hosts visitors ask for.
    public var hosts: [String] = []
    /// Which servers to compare with; nil for none.
    public var served: ServedPlace?
    /// Connections to each address, 1 to 64.
    public var connections = 8
    /// Where the servers are, and other names the certificate may carry.
    public var targets = TargetSettings()
    public var connection = ConnectionSettings()
    /// The mode, the threshold for expiry, and revocation; the time is that of `certificates`.
    public var judgement = JudgementSettings()
    /// The words of a command line for commands in the report.
    public var commandWords = FileOptions()

    public init(_ certificates: CertificateFileSettings) {
        self.certificates = certificates
    }
}

/// The servers whose certificates are compared with the files.
public enum ServedPlace: Hashable, Sendable {
    /// The hosts that visitors ask for, at their own addresses.
    case hosts
    /// One `HOST[:PORT]`.
    case place(String)
}

/// Inspects the certificate files of a server: whether it would work with them in each mode, and until when.
public struct CertificateInspection: Sendable {
    private let settings: InspectionSettings
    private let context: CertificateContext
    private let facts: CertificateFileFacts
    private let hosts: [HostName]
    private let time: UnixTime

    /// The report, and the addresses connected to.
    public struct Result: Sendable {
        public let report: CertificateReport
        public let addresses: [IPAddress]
    }

    /// Reads all files; throws if a file is unreadable or a setting is invalid.
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

    /// Connects to the servers and fetches the CRLs that the settings ask for, and judges everything.
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
            facts, ladder: context.chain, assessment: assessment, time: time,
            trust: context.trust.facts, options: settings.commandWords,
            exitStatus: settings.judgement.failureThreshold.exitStatus(of: assessment.overall))
        return Result(
            report: report, addresses: served.flatMap(\.addresses).map(\.address))
    }

    /// What the servers send; empty if no comparison is wanted.
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

    /// The time all CRLs may take.
    private static let crlMilliseconds = 15_000

    /// The CRLs the certificates name; nil if revocation is not checked.
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
