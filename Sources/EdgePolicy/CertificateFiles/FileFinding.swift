public import OriginFacts

/// A finding about certificate files.
public struct FileFinding: Hashable, Sendable {
    public var kind: FileFindingKind
    public var severity: Severity
    /// The hosts that it concerns; empty if it concerns all of them.
    public var hosts: [HostName]
    /// The address that it was seen at; nil for a finding in the files.
    public var address: IPAddress?
    /// The remedies, most helpful first; empty if nothing has to be fixed.
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

/// Every kind of finding about certificate files. This file holds the ids, severities, facts,
/// remedies and detection. The wording is in the file of the same name in Reporting.
public enum FileFindingKind: Hashable, Sendable {
    /// The key does not match the leaf. Servers do not start with such a pair.
    case keyMismatch(file: String, key: KeyFacts, certificate: KeyFacts)
    /// An unencrypted key that every user of the machine can read.
    case keyExposed(file: String)
    /// A CA certificate is in the place where servers expect their own certificate.
    case leafNotFirst(first: String, leaf: String)
    /// Certificates of several servers. The judged leaf is the first, or the one for the key.
    case severalLeaves(others: [String])
    /// A file format that most web servers cannot read directly.
    case notPEM(container: String)
    /// A finding about the chain, as in a check of the host.
    case certificate(CertificateFinding)
    case served(ServedFinding)
}

extension FileFindingKind {
    /// The stable dotted id, which is part of the output format and the argument of `explain`.
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

    /// The supporting facts, keyed by their JSON names.
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

    /// Returns the severity in a mode. For the chain, it is the same as in a check of the host.
    // swift-format-ignore
    func severity(in mode: EncryptionMode) -> Severity {
        let validates = mode >= .strict
        return switch self {
        case .keyMismatch:        .error    // nginx, Apache, HAProxy do not start: 521 in every mode
        case .leafNotFirst:       .error    // the first certificate's key is another: as above
        case .keyExposed:         .warning
        case .severalLeaves:      .warning  // one is served, perhaps not the intended one
        case .notPEM:             .warning  // IIS and Java read them; nginx and Apache do not start with them
        case .certificate(.defect):    validates ? .error : .info
        case .certificate(.uncertain): validates ? .warning : .info
        case .certificate(.remark(let remark)): validates ? remark.severity : .info
        case .served(let finding): finding.severity
        }
    }

    /// Returns the remedies, most helpful first; empty if nothing has to be fixed.
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

    /// Whether it concerns served certificates rather than the files.
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
    /// Returns the URLs that certificates in the files give for the issuer's certificate.
    fileprivate func issuerURLs(of issuer: String) -> [String] {
        ([leaf] + issuers).filter { $0.issuer == issuer }.flatMap(\.issuerURLs)
    }
}

extension FileJudge {
    /// Returns findings about the files themselves.
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

    /// Returns findings about the chain, merged over the hosts.
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
