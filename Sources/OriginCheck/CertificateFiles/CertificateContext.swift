internal import ChainVerification
internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import Reporting
internal import TLSEngine

/// Certificate files, read and put together with the roots: what `cert show`, `check` and `fix` work on.
struct CertificateContext {
    let library: LibraryContext
    let trust: LoadedTrust
    let files: CertificateFiles
    let assembly: ChainAssembly

    /// Reads files and roots. `key` picks the server's certificate where there are several.
    init(
        _ options: CertificateOptions, key: PrivateKeyHandle? = nil, library: LibraryContext
    ) throws(CommandFailure) {
        self.library = library
        files = try CertificateFiles(
            options.files, passwords: options.passwords, readsKeys: key == nil, in: library)
        trust = try TrustLoader(library: library).load(
            options.roots.trust, adding: options.roots.addedAuthorities)
        guard files.certificates.count <= ChainAssembly.mostCertificates else {
            throw CommandFailure(
                .damagedData, "\(files.certificates.count) certificates are no server's chain",
                hint: "at most \(ChainAssembly.mostCertificates) are looked at")
        }
        let own = key ?? files.key?.handle
        do {
            assembly = try ChainAssembly(
                of: files.certificates, over: trust.strict, in: library
            ) { own?.belongs(to: $0) ?? true }
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }

    /// The chain as facts.
    var ladder: ChainView {
        var ladder = ChainView(assembly)
        ladder.isLeafFirst = assembly.isLeafFirst || !files.isPEM
        return ladder
    }

    /// What the policy wants to know of the files. `key` is the one named apart from them.
    func facts(
        _ names: [String], key: (handle: PrivateKeyHandle, file: String)?
    ) throws(CommandFailure) -> CertificateFileFacts {
        guard let leaf = assembly.rungs.first?.certificate, let first = files.certificates.first
        else { throw CommandFailure(.damagedData, "no certificate was found") }
        var facts = CertificateFileFacts(files: names, leaf: CertificateFacts(reading: leaf))
        facts.keySHA256 = leaf.publicKeySHA256
        facts.containers = files.forms.subtracting([.pem]).map(\.rawValue).sorted()
        facts.issuers = assembly.rungs.dropFirst().filter(\.isGiven)
            .map { CertificateFacts(reading: $0.certificate) }.filter { !$0.isSelfIssued }
        facts.firstSubject = first.subject
        facts.isLeafFirst = assembly.isLeafFirst || !files.isPEM
        facts.otherLeaves = assembly.otherLeaves.map(\.subject)
        facts.key = keyFacts(key ?? files.key, leaf: leaf)
        let keyFiles = files.openKeyFiles + [key?.file].compactMap(\.self)
        facts.exposedKeyFiles = keyFiles.onlyFirsts().filter(KeyFile.isWorldReadable)
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

    /// What a server with these files would send: its own certificate, then the others as they stand.
    private var sent: [CertificateHandle] {
        guard let leaf = assembly.rungs.first?.certificate else { return files.certificates }
        guard let place = files.certificates.firstIndex(where: { $0 === leaf }) else {
            return [leaf] + files.certificates
        }
        var rest = files.certificates
        rest.remove(at: place)
        return [leaf] + rest
    }

    /// The verdicts on that: one for each host, or one without a name when there is none.
    func verdicts(
        for hosts: [HostName], alsoNames: [String], at time: UnixTime, limits: JudgeLimits,
        evidence: RevocationEvidence? = nil
    ) throws(CommandFailure) -> [(host: HostName?, verdict: ChainVerdict)] {
        do {
            let judge = try ChainJudge(
                library: library, strict: trust.strict, browser: trust.browser, limits: limits)
            let ruling = { (names: AcceptableNames?) in
                RevocationRule.applied(
                    to: judge.judge(sent, for: names, at: time, evidence: evidence))
            }
            guard !hosts.isEmpty else { return [(nil, ruling(nil))] }
            return hosts.map { host in
                (host, ruling(AcceptableNames(requested: host, targets: alsoNames)))
            }
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }
}

extension ChainView {
    /// An assembled chain as facts.
    init(_ assembly: ChainAssembly) {
        let facts = { (certificate: CertificateHandle) in CertificateFacts(reading: certificate) }
        self.init(
            rungs: assembly.rungs.map { .init(facts($0.certificate), isGiven: $0.isGiven) },
            missingIssuer: assembly.missingIssuer, strangers: assembly.strangers.map(facts),
            duplicates: assembly.duplicates.map(\.subject))
        otherLeaves = assembly.otherLeaves.map(facts)
        isLeafFirst = assembly.isLeafFirst
    }
}

extension [String] {
    /// Each once, in the order given.
    fileprivate func onlyFirsts() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
