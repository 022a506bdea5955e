internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// The remarks about a chain that do not change a ruling.
struct ChainFindings {
    let chain: ChainInput
    let strict: PathResult
    let browser: PathResult
    let naming: NameRuling
    let limits: JudgeLimits

    var findings: [ChainFinding] {
        order + trust + names + dates + strength + ChainRuleTable.findings(in: strict)
            + PedanticFindings.findings(in: strict)
    }

    // MARK: Certificates sent

    private var order: [ChainFinding] {
        OrderCheck(sent: chain.certificates, path: strict).findings
    }

    // MARK: Trust

    private var trust: [ChainFinding] {
        guard let anchor = strict.anchor else { return [] }
        let root = anchor.certificate.subject
        switch anchor.anchorClass {
        case .originCA: return [.originCA]
        case .custom: return [.customAnchor(root: root)]
        case .publicRoot: return isUnknownToBrowsers ? [.notTrustedByBrowsers(root: root)] : []
        case .selfSigned, .unknown: return []
        }
    }

    private var isUnknownToBrowsers: Bool {
        browser.defects.contains {
            switch $0 {
            case .unknownRoot, .missingIssuer, .selfSigned: true
            default: false
            }
        }
    }

    // MARK: Names

    private var names: [ChainFinding] {
        var findings: [ChainFinding] = []
        if case .target(let name, _) = naming.match { findings.append(.targetNameOnly(name: name)) }
        switch naming.edge {
        case .acceptedByCommonName: findings.append(.commonNameOnly(name: naming.match.entry))
        case .acceptedAsHyphen(let name): findings.append(.underscoreAsHyphen(name: name))
        case .accepted, .unknown, .refused: break
        }
        return findings
    }

    // MARK: Dates

    private var dates: [ChainFinding] {
        strict.certificates.compactMap(expiry) + outlived
    }

    private func expiry(of certificate: JudgedCertificate) -> ChainFinding? {
        guard let first = certificate.notBefore, let last = certificate.notAfter,
            first <= chain.time.seconds, last > chain.time.seconds
        else { return nil }
        let share = (last - first) / 100 * limits.expirySharePercent
        guard last - chain.time.seconds <= min(share, limits.expirySeconds) else {
            return nil
        }
        return .expiresSoon(
            certificate: certificate.subject, notAfter: UnixTime(seconds: last))
    }

    /// The certificate above the leaf that expires first, if it expires before the leaf.
    private var outlived: [ChainFinding] {
        let above = strict.certificates.dropFirst().compactMap { certificate in
            certificate.notAfter.map { (certificate, end: $0) }
        }
        guard let leafEnd = chain.certificates.first?.notAfter,
            let (certificate, end) = above.min(by: { $0.end < $1.end }), end < leafEnd
        else { return [] }
        return [.outlivesAnchor(root: certificate.subject, notAfter: UnixTime(seconds: end))]
    }

    // MARK: Strength

    private var strength: [ChainFinding] {
        let signatures = strict.signed.filter { $0.signatureDigest == .weak }.map {
            ChainFinding.weakSignature(
                certificate: $0.subject, algorithm: $0.handle.signatureAlgorithm)
        }
        let keys = strict.certificates.filter { $0.key.isSmallRSA }.map {
            ChainFinding.weakKey(certificate: $0.subject, key: $0.key)
        }
        let leaf: [ChainFinding] =
            chain.certificates.first?.isAuthority == true ? [.leafIsAuthority] : []
        return signatures + keys + leaf
    }
}

extension NameMatch {
    /// The entry in the certificate that matched; empty if there was no match.
    fileprivate var entry: String {
        switch self {
        case .requested(let entry), .target(_, let entry): entry
        case .none: ""
        }
    }
}

/// Additional findings of OpenSSL's strict mode and security level 2 in a path that is otherwise
/// good. Together they refuse one in twenty public intermediates, so they produce remarks instead
/// of defects.
enum PedanticFindings {
    /// A refusal by OpenSSL's `X509_V_FLAG_X509_STRICT`; the detail is OpenSSL's reason.
    static let strictProfile = ChainRule("cert.strict-profile")
    /// A refusal of a key or signature at OpenSSL's security level 2; the detail is OpenSSL's
    /// reason.
    static let securityLevel = ChainRule("cert.security-level")
    static let rules = [strictProfile, securityLevel]

    /// Returns the remarks about every certificate except the anchor, which the owner cannot
    /// change.
    static func findings(in path: PathResult) -> [ChainFinding] {
        path.formProblems.compactMap { problem in
            guard problem.depth < path.certificates.count - 1,
                let certificate = problem.certificate, let rule = rule(for: problem, certificate)
            else { return nil }
            return .brokenRule(
                rule, certificate: certificate.subject,
                detail: VerifyErrorTable.text(problem.code))
        }
    }

    private static func rule(
        for problem: PathProblem, _ certificate: CertificateHandle
    ) -> ChainRule? {
        switch problem.code {
        // Weak digests and small RSA keys have their own findings.
        case X509_V_ERR_CA_MD_TOO_WEAK:
            certificate.signatureDigest == .sound ? securityLevel : nil
        case X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL:
            certificate.keyFacts.isSmallRSA ? nil : securityLevel
        default: strictProfile
        }
    }
}

/// Compares the certificates sent with the path built from them.
struct OrderCheck {
    let sent: [JudgedCertificate]
    let path: PathResult

    var findings: [ChainFinding] {
        let digests = sent.map(\.digest)
        let pathDigests = path.certificates.map(\.digest)
        let used = digests.map { pathDigests.firstIndex(of: $0) }
        let repeated = digests.indices.filter { digests[..<$0].contains(digests[$0]) }
        let isSet = { (position: Int) in !repeated.contains(position) }
        let positions = digests.indices.filter(isSet).compactMap { used[$0] }
        let extra = digests.indices.filter { used[$0] == nil && isSet($0) }
        var findings: [ChainFinding] = []
        if zip(positions, positions.dropFirst()).contains(where: >) { findings.append(.wrongOrder) }
        if !extra.isEmpty { findings.append(.extraCertificates(extra.map { sent[$0].subject })) }
        if !repeated.isEmpty {
            findings.append(.duplicateCertificates(repeated.map { sent[$0].subject }))
        }
        if let root = path.anchor?.certificate, sent.count > 1,
            digests.dropFirst().contains(root.digest)
        {
            findings.append(.rootSent(root: root.subject))
        }
        return findings
    }
}

/// The size of a chain, measured before any costly computation.
struct ChainSize {
    private let chain: [CertificateHandle]

    init(of chain: [CertificateHandle]) {
        self.chain = chain
    }

    /// Returns the defect for the exceeded limit; nil if the chain is within the limits.
    func excess(over limits: JudgeLimits) -> ChainDefect? {
        if chain.count > limits.certificates {
            return .tooComplex(detail: "\(chain.count) certificates")
        }
        let bytes = chain.reduce(0) { $0 + Int(max(0, i2d_X509($1.pointer, nil))) }
        if bytes > limits.chainBytes {
            return .tooComplex(detail: "\(bytes) bytes of certificates")
        }
        if mostComparisons > limits.nameComparisons, comparisons > limits.nameComparisons {
            return .tooComplex(detail: "too many names under too many name constraints")
        }
        return nil
    }

    /// An upper bound of `comparisons`. It assumes the shortest entries of the two extensions,
    /// which take three and five bytes.
    private var mostComparisons: Int {
        let names = chain.reduce(0) { $0 + $1.extensionBytes(NID_subject_alt_name) / 3 }
        return names * chain.reduce(0) { $0 + $1.extensionBytes(NID_name_constraints) / 5 }
    }

    /// The number of comparisons of every name with every constraint, regardless of the issuers.
    private var comparisons: Int {
        let names = chain.reduce(0) { $0 + $1.alternativeNameCount }
        return names
            * chain.compactMap(NameSubtrees.init).reduce(0) {
                $0 + $1.permitted.count + $1.excluded.count
            }
    }
}

extension CertificateHandle {
    fileprivate func extensionBytes(_ identifier: Int32) -> Int {
        withExtension(identifier) { $0.count } ?? 0
    }

    fileprivate var alternativeNameCount: Int {
        let names = alternativeNames
        return (names?.dns.count ?? 0) + (names?.addresses.count ?? 0) + (names?.other ?? 0)
    }
}
