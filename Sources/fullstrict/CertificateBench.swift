internal import ChainJudge
internal import OpenSSLSupport
internal import OriginFacts
internal import Reporting
internal import TLSEngine

/// Certificate files, read and put together with the roots: what `cert show`, `check` and `fix` work on.
struct CertificateBench {
    let library: LibraryContext
    let trust: LoadedTrust
    let files: CertificateFiles
    let assembly: ChainAssembly

    /// Reads files and roots. `key` picks the server's certificate where there are several.
    init(
        _ options: CertificateOptions, key: PrivateKeyHandle? = nil, library: LibraryContext
    ) throws(CommandFailure) {
        self.library = library
        files = try CertificateFiles(options.files, passwords: options.passwords, in: library)
        trust = try TrustLoader(library: library).load(
            options.trust, adding: options.addedAuthorities)
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
    var ladder: CertificateLadder {
        let facts = { (certificate: CertificateHandle) in CertificateFacts(reading: certificate) }
        var ladder = CertificateLadder(
            rungs: assembly.rungs.map { .init(facts($0.certificate), isGiven: $0.isGiven) },
            missingIssuer: assembly.missingIssuer, strangers: assembly.strangers.map(facts),
            duplicates: assembly.duplicates.map(\.subject))
        ladder.otherLeaves = assembly.otherLeaves.map(facts)
        ladder.isLeafFirst = assembly.isLeafFirst || !files.isPEM
        return ladder
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

    /// The verdict on that.
    func verdict(
        for names: AcceptableNames?, at time: UnixTime
    ) throws(CommandFailure) -> ChainVerdict {
        do {
            let judge = try ChainJudge(
                library: library, strict: trust.strict, browser: trust.browser)
            return judge.judge(sent, for: names, at: time)
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }
}
