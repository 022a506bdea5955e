public import OriginFacts

/// One thing worth telling the owner of certificate files.
public struct FileFinding: Hashable, Sendable {
    public var kind: FileFindingKind
    public var severity: Severity
    /// The hosts it is about; empty when it is about all of them.
    public var hosts: [HostName]
    /// The address it was seen at; nil for what is in the files.
    public var address: IPAddress?
    /// What to do about it, first what helps most; empty when there is nothing to fix.
    public var remedies: [FileRemedy]

    package init(
        _ kind: FileFindingKind, severity: Severity, hosts: [HostName] = [],
        address: IPAddress? = nil, remedies: [FileRemedy] = []
    ) {
        self.kind = kind
        self.severity = severity
        self.hosts = hosts
        self.address = address
        self.remedies = remedies
    }

    /// The stable dotted id.
    public var id: String {
        kind.id
    }
}

/// Everything that can be found about certificate files. This file holds the ids, severities,
/// facts, remedies and detection; the words are in the file of the same name in Reporting.
public enum FileFindingKind: Hashable, Sendable {
    /// The key is not the one the leaf certifies: servers do not start with such a pair.
    case keyMismatch(file: String, key: KeyFacts, certificate: KeyFacts)
    /// Everybody on the machine may read an unencrypted key.
    case keyExposed(file: String)
    /// A CA stands where servers look for their own certificate.
    case leafNotFirst(first: String, leaf: String)
    /// Certificates of several servers; the leaf judged is the first, or the key's.
    case severalLeaves(others: [String])
    /// A form most web servers do not read as it is.
    case notPEM(container: String)
    /// The chain, as in a check of the host.
    case certificate(CertificateFinding)
    case served(ServedFinding)
}

extension FileFindingKind {
    /// The stable dotted id: part of the output format, and what `explain` takes.
    public var id: String {
        switch self {
        case .keyMismatch: "key.mismatch"
        case .keyExposed: "key.permissions"
        case .leafNotFirst: "chain.leaf-not-first"
        case .severalLeaves: "chain.several-leaves"
        case .notPEM: "file.not-pem"
        case .certificate(let finding): finding.id
        case .served(let finding): finding.id
        }
    }

    /// The facts that prove it, by the names they have on the wire.
    public var facts: FactValue {
        switch self {
        case .keyMismatch(let file, let key, let certificate):
            ["file": .text(file), "key": .key(key), "certificate_key": .key(certificate)]
        case .keyExposed(let file): ["file": .text(file)]
        case .leafNotFirst(let first, let leaf): ["first": .text(first), "leaf": .text(leaf)]
        case .severalLeaves(let others): ["others": .texts(others)]
        case .notPEM(let container): ["form": .text(container)]
        case .certificate(let finding): finding.facts
        case .served(let finding): finding.facts
        }
    }

    /// How much it matters in a mode; on the chain, as much as in a check of the host.
    // swift-format-ignore
    func severity(in mode: EncryptionMode) -> Severity {
        let validates = mode >= .strict
        return switch self {
        case .keyMismatch:        .error    // nginx, Apache, HAProxy do not start: 521 in every mode
        case .leafNotFirst:       .error    // the first certificate's key is another: as above
        case .keyExposed:         .warning
        case .severalLeaves:      .warning  // one is served, which may not be the one meant
        case .notPEM:             .warning  // IIS and Java read them; nginx and Apache do not start with them
        case .certificate(.defect):    validates ? .error : .info
        case .certificate(.uncertain): validates ? .warning : .info
        case .certificate(.remark(let remark)): validates ? remark.severity : .info
        case .served(let finding): finding.severity
        }
    }

    /// What to do about it, first what helps most; none where nothing has to be fixed.
    func remedies(_ facts: CertificateFileFacts, host: String?) -> [FileRemedy] {
        let names = host.map { [$0] } ?? facts.leaf.dnsNames
        return switch self {
        case .keyMismatch(let file, _, _): [.matchKey(file: file)]
        case .keyExposed(let file): [.closeKey(file: file)]
        case .leafNotFirst, .notPEM: [.fixChain]
        case .severalLeaves: [.separate]
        case .certificate(.defect(let defect)), .certificate(.uncertain(let defect)):
            defect.remedies(facts, names)
        case .certificate(.remark(let remark)): remark.remedies(names)
        case .served(let finding): finding.remedies
        }
    }

    /// Whether it is about what is served rather than about the files.
    var isServed: Bool {
        switch self {
        case .served: true
        case .keyMismatch, .keyExposed, .leafNotFirst, .severalLeaves, .notPEM, .certificate: false
        }
    }
}

extension ChainDefect {
    fileprivate func remedies(_ facts: CertificateFileFacts, _ names: [String]) -> [FileRemedy] {
        switch self {
        case .expired(facts.leaf.subject, _), .revoked: [.renew(names: names)]
        case .expired(let issuer, _), .missingIssuer(_, let issuer):
            [.addIssuer(issuer, urls: facts.issuerURLs(of: issuer))]
        case .dependsOnPathBuilding: [.fixChain]
        case .revocationUnknown: []
        case .nameMismatch(let wanted, _): wanted.first.map { [.addName($0)] } ?? []
        case .notYetValid, .selfSigned, .unknownRoot, .badSignature, .notAuthority,
            .pathLengthExceeded, .nameConstraints, .wrongPurpose, .unknownCriticalExtension,
            .brokenSignatureAlgorithm, .unusableKey, .malformed, .tooComplex, .other:
            [.install(names: names)]
        }
    }
}

extension ChainFinding {
    fileprivate func remedies(_ names: [String]) -> [FileRemedy] {
        switch self {
        case .wrongOrder, .extraCertificates, .duplicateCertificates, .rootSent: [.fixChain]
        case .expiresSoon, .revoked: [.renew(names: names)]
        case .targetNameOnly, .underscoreAsHyphen: names.first.map { [.addName($0)] } ?? []
        case .commonNameOnly, .weakSignature, .weakKey, .leafIsAuthority: [.install(names: names)]
        case .originCA, .customAnchor, .notTrustedByBrowsers, .outlivesAnchor, .brokenRule,
            .revocationUnknown, .stapleMissing:
            []
        }
    }
}

extension CertificateFileFacts {
    /// Where certificates of the files say that issuer's certificate is.
    fileprivate func issuerURLs(of issuer: String) -> [String] {
        ([leaf] + issuers).filter { $0.issuer == issuer }.flatMap(\.issuerURLs)
    }
}

extension FileJudge {
    /// What is wrong with the files themselves.
    func files() -> [FileFinding] {
        var kinds: [FileFindingKind] = []
        if let key = facts.key, case .differs(let kind) = key.state {
            kinds.append(.keyMismatch(file: key.file, key: kind, certificate: facts.leaf.key))
        }
        if !facts.isLeafFirst {
            kinds.append(
                .leafNotFirst(first: facts.firstSubject, leaf: facts.leaf.subject))
        }
        if !facts.otherLeaves.isEmpty { kinds.append(.severalLeaves(others: facts.otherLeaves)) }
        kinds += facts.exposedKeyFiles.map { .keyExposed(file: $0) }
        kinds += facts.containers.map { .notPEM(container: $0) }
        return kinds.map { finding($0) }
    }

    /// What is wrong with the chain, merged over the hosts.
    func chain(_ hosts: [HostOutcome]) -> [FileFinding] {
        var merged: [FileFinding] = []
        for host in hosts {
            for kind in kinds(host.verdict) {
                if let index = merged.firstIndex(where: { $0.kind == kind }) {
                    merged[index].hosts += [host.host].compactMap(\.self)
                } else {
                    merged.append(finding(kind, host: host.host))
                }
            }
        }
        for index in merged.indices where merged[index].hosts.count == hosts.count {
            merged[index].hosts = []
        }
        return merged
    }

    private func kinds(_ verdict: ChainVerdict) -> [FileFindingKind] {
        let defects: [CertificateFinding] =
            switch verdict.strict {
            case .accepted: []
            case .rejected(let defects): defects.map { .defect($0) }
            case .uncertain(let defects): defects.map { .uncertain($0) }
            }
        return (defects + verdict.findings.map { .remark($0) }).map { .certificate($0) }
    }
}
