internal import EdgePolicy
internal import OriginFacts

/// Every sentence about certificate files, keyed by case. It knows the files it speaks of and judges
/// nothing itself. The words are ASCII.
struct FileWording {
    let facts: CertificateFileFacts
    let mode: EncryptionMode
    let hosts: [HostName]
    /// Options that a command about the same files needs.
    let options: FileOptions
    /// What `cert fix` needs besides the files: the missing issuer, or that it fetches it. A chain that lacks
    /// one cannot be put in order without.
    let missing: [String]
    /// Certificates of the files that are no part of the chain, for what subjects do not tell.
    private let others: (leaves: [CertificateFacts], strangers: [CertificateFacts])
    private let time: UnixTime

    init(_ report: CertificateReport) {
        facts = report.facts
        mode = report.assessment.mode
        hosts = report.assessment.hosts.compactMap(\.host)
        options = report.options
        others = (report.ladder.otherLeaves, report.ladder.strangers)
        time = report.time
        missing = report.assessment.findings.compactMap(\.remedies.first).reduce(into: []) {
            guard case .addIssuer(_, let urls) = $1 else { return }
            let input = FileWording.issuerURL(urls) == nil ? "ISSUER.pem" : "--aia"
            if !$0.contains(input) { $0.append(input) }
        }
    }

    /// The URL an issuer is fetched from; nil where none is plain http.
    static func issuerURL(_ urls: [String]) -> String? {
        urls.first { $0.lowercased().hasPrefix("http://") }
    }

    /// The words of a finding.
    func words(_ kind: FileFindingKind) -> FindingWords {
        switch kind {
        case .keyMismatch(let file, let key, let certificate):
            keyMismatch(file, key, certificate)
        case .keyExposed(let file):
            FindingWords(
                "everybody on this machine can read the key", saw: "\(file)",
                means: "Nothing breaks; but any account here can pass for this server.")
        case .leafNotFirst(let first, let leaf): leafNotFirst(first, leaf)
        case .severalLeaves(let others): severalLeaves(others)
        case .notPEM(let container): notPEM(container)
        case .chainDefect(let defect):
            FindingWords(
                title(defect), saw: Self.saw(defect), means: refused(for: defect))
        case .chainUncertain(let defect):
            FindingWords(
                title(defect), saw: Self.saw(defect),
                means: """
                    Cannot tell whether Full (strict) answers 526: what Cloudflare does with this is \
                    not known.
                    """)
        case .chainRemark(let remark): words(remark)
        case .notServed(let tally): notServed(tally)
        case .servedMixed(let tally): servedMixed(tally)
        case .servedChainDiffers(let tally): servedChainDiffers(tally)
        case .servedNotSeen(let tally): servedNotSeen(tally)
        case .servedNowhere(let name, _, let answer): servedNowhere(name, answer)
        }
    }

    // MARK: - The files

    private func keyMismatch(
        _ file: String, _ key: KeyFacts, _ certificate: KeyFacts
    ) -> FindingWords {
        let saw: TerminalText =
            key == certificate
            ? "\(file) holds \(Wording.name(key)), and not the one that was certified"
            : "\(file) holds \(Wording.name(key)); the certificate is for \(Wording.name(certificate))"
        return FindingWords(
            "the key belongs to another certificate", saw: saw,
            means: """
                nginx, Apache, HAProxy and Caddy do not start with such a pair: nothing listens, and \
                visitors get 521 in every mode. Until its next restart a server goes on as before.
                """)
    }

    private func leafNotFirst(_ first: String, _ leaf: String) -> FindingWords {
        FindingWords(
            "the server's own certificate is not the first",
            saw: "\(first) stands first; the server's own is \(leaf)",
            means: """
                nginx, Apache, HAProxy and Caddy take the first for their own and do not start with \
                another's key: 521 in every mode. Software that sorts by itself may cope.
                """)
    }

    private func severalLeaves(_ others: [String]) -> FindingWords {
        let choice: TerminalText =
            facts.key == nil ? "The first is judged." : "The one that has the key is judged."
        let isTold =
            self.others.leaves.isEmpty
            || Set(others + [facts.leaf.subject]).count == others.count + 1
        let own: TerminalText =
            isTold ? "\(facts.leaf.subject)" : NameWords.identity(of: facts.leaf)
        let rest =
            isTold
            ? Wording.names(others)
            : Wording.shortList(self.others.leaves.map(NameWords.identity), atMost: 4)
        return FindingWords(
            "certificates of several servers",
            saw: """
                expected one server's certificate, found \(others.count + 1): beside \
                \(own) also \(rest)
                """,
            means: "\(choice) A server shows one of them; the others are only sent along.")
    }

    private func notPEM(_ container: String) -> FindingWords {
        FindingWords(
            "not in the form most web servers read", saw: "the file is \(container)",
            means: """
                nginx, Apache, HAProxy and Caddy do not start with it: they read PEM. IIS and Java read \
                PKCS#12; the forecast is about software that reads this file.
                """)
    }

    // MARK: - The chain

    /// The defect in a few words; one that lies with an issuer names it.
    func title(_ defect: ChainDefect) -> TerminalText {
        guard case .expired(let certificate, _) = defect, certificate != facts.leaf.subject else {
            return Wording.title(defect)
        }
        return "an intermediate certificate has expired: \(certificate)"
    }

    /// As in a check of the host, but nothing was sent yet.
    private static func saw(_ defect: ChainDefect) -> TerminalText {
        switch defect {
        case .missingIssuer(let certificate, let issuer):
            "the issuer of \(certificate) is neither in the file nor a root: \(issuer)"
        default: Wording.saw(defect)
        }
    }

    private func refused(for defect: ChainDefect) -> TerminalText {
        guard mode >= .strict else {
            return "Nothing in \(Wording.name(mode)); Full (strict) would answer 526."
        }
        return switch defect {
        case .missingIssuer:
            """
            \(Wording.name(mode)) answers 526, Full does not check. Browsers may cope, where they can \
            fetch what is missing.
            """
        default: "\(Wording.name(mode)) answers 526; Full does not check."
        }
    }

    private func words(_ remark: ChainFinding) -> FindingWords {
        let means: TerminalText =
            switch remark {
            case .originCA:
                """
                Right behind Cloudflare, and for nobody else: on a DNS-only record, or while the zone is \
                paused, every visitor sees a warning.
                """
            case .wrongOrder:
                "Cloudflare sorts it out; some clients do not."
            case .expiresSoon where mode < .strict:
                "Nothing in \(Wording.name(mode)); Full (strict) answers 526 from that day on."
            default: Wording.means(remark)
            }
        let title: TerminalText =
            switch remark {
            case .extraCertificates: "certificates that are no part of the chain"
            case .duplicateCertificates: "certificates stand there twice"
            case .rootSent: "the root would be sent along"
            default: Wording.title(remark)
            }
        return FindingWords(title, saw: saw(remark), means: means)
    }

    private func saw(_ remark: ChainFinding) -> TerminalText {
        switch remark {
        case .wrongOrder: "the issuers are not in signing order"
        case .extraCertificates(let extra):
            Wording.shortList(extra.map(withEnd), atMost: 6)
        default: Wording.saw(remark)
        }
    }

    /// A certificate that is no part of the chain; that it has expired is often why.
    private func withEnd(_ subject: String) -> TerminalText {
        let past = others.strangers.first { $0.subject == subject && $0.notAfter < time }
        return past.map { "\(subject) (expired on \($0.notAfter))" } ?? "\(subject)"
    }
}
