internal import ChainVerification
internal import OpenSSLSupport
internal import TLSEngine

/// The certificate files to read, and the trust and the time to judge them with.
public struct CertificateFileSettings: Sendable {
    /// Files in PEM, DER, PKCS#7 or PKCS#12; `-` means standard input.
    public var files: [String]
    public var trust: TrustSettings
    /// The source of passwords for encrypted keys and PKCS#12 files.
    public var passwords: PasswordSource
    /// The time to judge at; nil means now.
    public var time: UnixTime?

    public init(
        files: [String], trust: TrustSettings = TrustSettings(),
        passwords: PasswordSource = PasswordSource(), time: UnixTime? = nil
    ) {
        self.files = files
        self.trust = trust
        self.passwords = passwords
        self.time = time
    }

    var timeOrNow: UnixTime { time ?? Clock.now() }
}

/// Certificate files that were read and assembled into a chain with the roots.
struct CertificateContext {
    let trust: Trust
    let files: CertificateFiles
    let assembly: ChainAssembly
    /// The chain as reports show it.
    let chain: ChainView

    /// Reads files and roots. If there are several server certificates, `key` selects one.
    init(
        _ settings: CertificateFileSettings, key: PrivateKeyHandle? = nil, library: LibraryContext
    ) throws(OriginCheckError) {
        files = try CertificateFiles(
            settings.files, passwords: settings.passwords, readsKeys: key == nil, in: library)
        trust = try TrustLoader(library: library, locations: settings.trust.locations)
            .load(settings.trust.choice, adding: settings.trust.addedFiles)
        guard files.certificates.count <= ChainAssembly.mostCertificates else {
            throw OriginCheckError(
                .damagedData,
                "\(files.certificates.count) certificates are too many for one server's chain",
                hint: "at most \(ChainAssembly.mostCertificates) are read")
        }
        let own = key ?? files.key?.handle
        do {
            assembly = try ChainAssembly(
                of: files.certificates, over: trust.strict, in: library
            ) { own?.belongs(to: $0) ?? true }
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
        var chain = ChainView(assembly)
        chain.isLeafFirst = assembly.isLeafFirst || !files.isPEM
        self.chain = chain
    }

    /// Returns the facts that the policy judges. `key` is the private key if it has its own file.
    func facts(
        _ names: [String], key: (handle: PrivateKeyHandle, file: String)?
    ) throws(OriginCheckError) -> CertificateFileFacts {
        guard let leaf = assembly.links.first?.certificate, let first = files.certificates.first,
            let leafFacts = chain.links.first?.certificate
        else { throw OriginCheckError(.damagedData, "no certificate was found") }
        var facts = CertificateFileFacts(files: names, leaf: leafFacts)
        facts.keySHA256 = leaf.publicKeySHA256
        facts.containers = files.forms.subtracting([.pem]).map(\.rawValue).sorted()
        facts.issuers = chain.links.dropFirst().filter(\.isGiven)
            .map(\.certificate).filter { !$0.isSelfIssued }
        facts.firstSubject = first.subject
        facts.isLeafFirst = chain.isLeafFirst
        facts.otherLeaves = assembly.otherLeaves.map(\.subject)
        facts.key = keyFacts(key ?? files.key, leaf: leaf)
        let keyFiles = files.openKeyFiles + [key?.file].compactMap(\.self)
        facts.exposedKeyFiles = keyFiles.withoutDuplicates().filter(KeyFile.isWorldReadable)
        return facts
    }

    private func keyFacts(
        _ key: (handle: PrivateKeyHandle, file: String)?, leaf: CertificateHandle
    ) -> KeyFileFacts? {
        guard let key else { return files.lockedKey.map { KeyFileFacts(file: $0, .locked) } }
        let kind = KeyFacts(key.handle.kind)
        return KeyFileFacts(
            file: key.file, key.handle.belongs(to: leaf) ? .belongs(kind) : .differs(kind))
    }

    /// The certificates that a server with these files would send: its own, then the others in file
    /// order.
    private var sent: [CertificateHandle] {
        guard let leaf = assembly.links.first?.certificate else { return files.certificates }
        guard let place = files.certificates.firstIndex(where: { $0 === leaf }) else {
            return [leaf] + files.certificates
        }
        var rest = files.certificates
        rest.remove(at: place)
        return [leaf] + rest
    }

    /// Returns a judge with the roots, for all verdicts of one inspection.
    func judge(_ limits: JudgeLimits) throws(OriginCheckError) -> ChainJudge {
        do {
            return try ChainJudge(
                library: trust.library, strict: trust.strict, browser: trust.browser, limits: limits
            )
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }

    /// Returns the verdicts on the chain sent: one for each host, or one without a name if there
    /// are no hosts.
    func verdicts(
        of judge: ChainJudge, for hosts: [HostName], alsoNames: [String], at time: UnixTime,
        evidence: RevocationEvidence? = nil
    ) -> [(host: HostName?, verdict: ChainVerdict)] {
        let ruling = { (names: AcceptableNames?) in
            RevocationRule.applied(
                to: judge.judge(sent, for: names, at: time, evidence: evidence))
        }
        guard !hosts.isEmpty else { return [(nil, ruling(nil))] }
        return hosts.map { host in
            (host, ruling(AcceptableNames(requested: host, targets: alsoNames)))
        }
    }
}

extension ChainView {
    /// Creates the facts of an assembled chain.
    init(_ assembly: ChainAssembly) {
        let facts = { (certificate: CertificateHandle) in CertificateFacts(reading: certificate) }
        self.init(
            links: assembly.links.map { .init(facts($0.certificate), isGiven: $0.isGiven) },
            missingIssuer: assembly.missingIssuer, strangers: assembly.strangers.map(facts),
            duplicates: assembly.duplicates.map(\.subject))
        otherLeaves = assembly.otherLeaves.map(facts)
        isLeafFirst = assembly.isLeafFirst
    }
}

extension [String] {
    /// Returns the elements without duplicates, in their original order.
    fileprivate func withoutDuplicates() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
