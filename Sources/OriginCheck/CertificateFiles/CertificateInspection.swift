internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// One `cert check` from its files to its report.
struct CertificateInspection {
    private let command: CertCheckCommand
    private let bench: CertificateContext
    private let facts: CertificateFileFacts
    private let hosts: [HostName]
    private let time: UnixTime

    /// Reads everything the command names; throws what is wrong with any of it.
    init(_ command: CertCheckCommand) throws(CommandFailure) {
        self.command = command
        time = command.certificates.time
        var hosts: [HostName] = []
        for text in command.host {
            let host = try HostOption.read(text, "--host")
            if !hosts.contains(host) { hosts.append(host) }
        }
        self.hosts = hosts
        let library = try Self.library()
        var key: (handle: PrivateKeyHandle, file: String)?
        if let path = command.key {
            key = (try KeyFile(path).read(command.certificates.passwords, in: library), path)
        }
        bench = try CertificateContext(command.certificates, key: key?.handle, library: library)
        facts = try bench.facts(command.certificates.files, key: key)
    }

    private static func library() throws(CommandFailure) -> LibraryContext {
        do {
            return try LibraryContext()
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }

    /// What the addresses show; empty when it was not asked for.
    func served() async throws(CommandFailure) -> [ServedObservation] {
        guard let place = command.served else { return [] }
        let targets = try ServedTargets(place, hosts: hosts, leaf: facts.leaf, command.address)
            .targets
        let look = try ServedCertificateProbe(command.address, command.request)
        var seen: [ServedObservation] = []
        for target in targets {
            seen.append(
                try await look.certificates(
                    of: target, connections: command.connections ?? 8, asksForSoftware: true))
        }
        return seen
    }

    /// The time all revocation lists may take.
    private static let listMilliseconds = 15_000

    /// The revocation lists the certificates name; nil when they were not asked for.
    func evidence() async throws(CommandFailure) -> RevocationEvidence? {
        guard command.revocation == .crl else { return nil }
        let gatherer = try gatherer()
        let verdict = try bench.verdicts(
            for: [], alsoNames: [], at: time, limits: command.expiresIn.limits
        ).first?.verdict
        guard let gatherer, let verdict else { return nil }
        let named = ([facts.leaf] + facts.issuers).map { ($0.sha256, $0.crlURLs) }
        return await gatherer.evidence(
            on: verdict, naming: named, milliseconds: Self.listMilliseconds)
    }

    private func gatherer() throws(CommandFailure) -> RevocationFetcher? {
        let options = try ProbeSettings.options(command.address, command.request)
        let resolvers = try ProbeSettings.resolvers(command.address.resolver)
        do throws(LocalFault) {
            var fetch = HTTPFetch(
                try Prober(resolver: resolvers), userAgent: options.userAgent)
            fetch.connectMilliseconds = options.connectMilliseconds
            fetch.allowsPrivate = options.allowsPrivate
            return RevocationFetcher(
                command.revocation, fetch: fetch, library: bench.library)
        } catch {
            throw CommandFailure(.internalFault, "cannot start: \(error)")
        }
    }

    /// The report on all of it.
    func report(
        served: [ServedObservation], evidence: RevocationEvidence?
    ) throws(CommandFailure) -> CertificateReport {
        let verdicts = try bench.verdicts(
            for: hosts, alsoNames: command.address.alsoName, at: time,
            limits: command.expiresIn.limits, evidence: evidence)
        let assessment = FileJudge(facts, mode: command.mode).assess(verdicts, served: served)
        return CertificateReport(
            facts, ladder: bench.ladder, assessment: assessment, time: time,
            trust: bench.trust.facts, options: options,
            exitStatus: command.output.status(of: assessment.overall).rawValue)
    }

    /// Pseudonyms for the addresses that were looked at.
    func redaction(_ served: [ServedObservation]) -> Redaction {
        Redaction(addresses: served.flatMap(\.addresses).map(\.address))
    }

    private var options: FileOptions {
        let given = command.certificates
        let evidence = command.revocation
        var options = FileOptions()
        let roots = given.roots
        if roots.trust != .cloudflare { options.trust += ["--trust", roots.trust.word] }
        for file in roots.addedAuthorities {
            options.trust += ["--add-ca", FileOptions.word(for: file)]
        }
        options.password =
            given.passwordFile.map { ["--password-file", FileOptions.word(for: $0)] } ?? []
        options.key = command.key.map { ["--key", FileOptions.word(for: $0)] } ?? []
        if let at = given.at { options.judgement += ["--at", at.rfc3339] }
        if let word = command.expiresIn.word { options.judgement += ["--expires-in", word] }
        if evidence != .off { options.judgement += ["--revocation", evidence.rawValue] }
        for name in command.address.alsoName { options.judgement += ["--also-name", name] }
        options.served =
            command.served.map {
                $0 == ServedTargets.hostsThemselves ? ["--served"] : ["--served", $0]
            } ?? []
        options.served += command.address.words
        return options
    }
}
