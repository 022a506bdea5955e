internal import CertificateForge
internal import ChainVerification
internal import DataFormats
internal import OpenSSLSupport
internal import OriginProbe

/// The files to build a chain from, and the file to write it to.
public struct ChainFixSettings: Sendable {
    public var certificates: CertificateFileSettings
    /// The private key file, which selects the certificate if there are several.
    public var key: String?
    /// The host that visitors use. A certificate for other names is refused.
    public var host: String?
    /// Whether missing issuers are fetched from the URLs in the certificates.
    public var fetchesIssuers = false
    /// Whether issuers may be fetched from private addresses.
    public var allowsPrivateAddresses = false
    /// The file to write. With `-`, nothing is written and the caller uses the result's `pem`.
    public var output: String
    /// Whether an existing file may be replaced.
    public var replaces = false

    public init(_ certificates: CertificateFileSettings, output: String) {
        self.certificates = certificates
        self.output = output
    }
}

/// Builds the chain that a server should send: its own certificate, then each issuer, without the
/// root.
public struct ChainFix: Sendable {
    private let settings: ChainFixSettings

    /// The report and the chain in PEM.
    public struct Result: Sendable {
        public let report: FixReport
        public let pem: String
    }

    public init(_ settings: ChainFixSettings) {
        self.settings = settings
    }

    /// Reads the files, fetches missing issuers, judges the chain and writes it. If it throws,
    /// nothing is written.
    public func run() async throws(OriginCheckError) -> Result {
        let library = try LibraryContext.forFiles()
        let certificates = settings.certificates
        let file = ChainFile(path: settings.output, replaces: settings.replaces)
        try file.check()
        let given = try settings.key.map { (path) throws(OriginCheckError) in
            try KeyFile(path).read(certificates.passwords, in: library)
        }
        let files = try CertificateFiles(
            certificates.files, passwords: certificates.passwords, readsKeys: given == nil,
            in: library)
        let trust = try TrustLoader(library: library, locations: certificates.trust.locations)
            .load(certificates.trust.choice, adding: certificates.trust.addedFiles)
        let time = certificates.timeOrNow
        var repair = try ChainRepair(
            files.certificates, trust: trust.strict, key: given ?? files.key?.handle,
            at: time, in: library)
        if settings.fetchesIssuers { try await repair.fetch(with: issuerFetch(library)) }
        try repair.requireCompleteness()
        let report = try report(repair, files, trust, time)
        let pem = repair.assembly.sendable.map { PEMText.encode("CERTIFICATE", $0.der) }.joined()
        try file.write(pem)
        return Result(report: report, pem: pem)
    }

    private func issuerFetch(_ library: LibraryContext) throws(OriginCheckError) -> IssuerFetch {
        var connection = ConnectionSettings()
        connection.allowsPrivateAddresses = settings.allowsPrivateAddresses
        return IssuerFetch(try connection.fetch(over: try connection.prober()), in: library)
    }

    private func report(
        _ repair: ChainRepair, _ files: CertificateFiles, _ trust: Trust, _ time: UnixTime
    ) throws(OriginCheckError) -> FixReport {
        let verdict = try verdict(on: repair.judgeable, trust, time)
        try checkNames(verdict)
        var report = FixReport(
            settings.output, chain: repair.chain, verdict: verdict, at: time, trust: trust.facts)
        report.dropped = repair.dropped
        let keyFiles = [files.key?.file, files.lockedKey].compactMap(\.self)
        report.keyFiles = Set(keyFiles + files.openKeyFiles).sorted()
        report.fetched = repair.fetcher?.log ?? []
        report.host = settings.host
        return report
    }

    private func verdict(
        on chain: [CertificateHandle], _ trust: Trust, _ time: UnixTime
    ) throws(OriginCheckError) -> ChainVerdict {
        let names = try settings.host.map { (host) throws(OriginCheckError) in
            AcceptableNames(requested: try HostArgument.read(host, "--host"))
        }
        do throws(OpenSSLFailure) {
            let judge = try ChainJudge(
                library: trust.library, strict: trust.strict, browser: trust.browser)
            return judge.judge(chain, for: names, at: time)
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }

    private func checkNames(_ verdict: ChainVerdict) throws(OriginCheckError) {
        for case .nameMismatch(_, let present) in verdict.strict.defects {
            let names = present.isEmpty ? "no name" : present.prefix(6).joined(separator: ", ")
            throw OriginCheckError(
                .damagedData,
                """
                the certificate does not cover \(TerminalText(untrusted: settings.host ?? "").text): it covers \
                \(TerminalText(untrusted: names).text)
                """,
                hint: """
                    reordering cannot fix that; request a new certificate: fullstrict cert new NAME
                    """)
        }
    }
}

/// The file that a chain is written to. A private key is never overwritten.
struct ChainFile {
    private static let mostBytes = 8 << 20

    let path: String
    /// Whether an existing file may be replaced.
    let replaces: Bool

    /// Throws the reason if the file may not be written. Called before anything is fetched.
    func check() throws(OriginCheckError) {
        guard path != "-", OutputFile.exists(path) else { return }
        if OutputFile.isFolder(path) {
            throw OriginCheckError(
                .cannotWrite, "\(path) is a folder", hint: "expected a file name")
        }
        guard replaces else {
            throw OriginCheckError(
                .cannotWrite, "\(path) exists already", hint: "--force replaces it")
        }
        guard OutputFile.isRegular(path) else { return }
        if try holdsKey() {
            throw OriginCheckError(
                .cannotWrite, "\(path) holds a private key, which would be lost",
                hint: "write the chain to another file: cert fix never writes keys")
        }
    }

    /// Writes the chain completely or not at all. A replaced file keeps its mode and owner.
    func write(_ text: String) throws(OriginCheckError) {
        if path == "-" { return }
        if replaces, OutputFile.exists(path) {
            try OutputFile.write(Array(text.utf8), to: path, mode: 0o644)
        } else {
            try OutputFile.create(Array(text.utf8), at: path, mode: 0o644)
        }
    }

    private func holdsKey() throws(OriginCheckError) -> Bool {
        let bytes = try InputFile.read(path, limit: Self.mostBytes, what: "output file")
        if !bytes.ranges(of: Array("PRIVATE KEY-----".utf8)).isEmpty { return true }
        guard bytes.first == 0x30 else { return false }
        if CertificateContainer.isPKCS12(bytes) { return true }
        guard let library = try? LibraryContext() else { return true }
        return (try? PrivateKeyHandle(der: bytes, in: library)) != nil
    }
}
