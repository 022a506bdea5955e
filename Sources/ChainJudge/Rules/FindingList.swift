internal import OpenSSLSupport
internal import OriginFacts

/// The remarks about a chain that change no ruling.
struct FindingList {
    let chain: ChainCase
    let strict: FoundPath
    let browser: FoundPath
    let naming: NameRuling
    let limits: JudgeLimits

    var findings: [ChainFinding] {
        order + trust + names + dates + strength + IrregularityTable.findings(in: strict)
            + FormRemarks.findings(in: strict)
    }

    // MARK: What was sent

    private var order: [ChainFinding] {
        SentOrder(sent: chain.certificates, path: strict).findings
    }

    // MARK: Whom it is trusted by

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

    /// The certificate above the leaf that ends first, if it ends before the leaf does.
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
    /// The certificate's entry that matched; empty when none did.
    fileprivate var entry: String {
        switch self {
        case .requested(let entry), .target(_, let entry): entry
        case .none: ""
        }
    }
}
