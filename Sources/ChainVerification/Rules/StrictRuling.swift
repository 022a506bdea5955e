internal import OpenSSLSupport
internal import OriginFacts

/// Combines path, names and edge rules as the edge would combine them.
struct StrictRuling {
    let path: PathResult
    let naming: NameRuling
    /// The defect for names that do not match; nil if no name is checked.
    let mismatch: (() -> ChainDefect)?

    var ruling: ChainRuling {
        var refusals = path.defects
        var doubts = path.detour.map { [$0] } ?? []
        switch naming.edge {
        case .accepted, .acceptedByCommonName, .acceptedAsHyphen: break
        case .unknown: doubts += mismatch.map { [$0()] } ?? []
        case .refused: refusals += mismatch.map { [$0()] } ?? []
        }
        refusals += path.violations.filter { $0.edge == .refuses }.map(\.defect)
        doubts += path.violations.filter { $0.edge == .unknown }.map(\.defect)
        if !refusals.isEmpty { return .rejected(DefectOrder.sorted(refusals)) }
        return doubts.isEmpty ? .accepted : .uncertain(DefectOrder.sorted(doubts))
    }
}

/// Combines path, names and rules as common browsers do. A chain is refused if Chrome, Safari or
/// Firefox refuses it.
struct BrowserRuling {
    let path: PathResult
    let naming: NameRuling
    let mismatch: (() -> ChainDefect)?

    /// Returns the defects of the path, regardless of the host.
    static func refusals(of path: PathResult) -> [ChainDefect] {
        path.defects + path.violations.map(\.defect)
            + BrowserRule.all.flatMap { $0.examine(path) }
    }

    /// The ruling for browsers. A detour is not refused, because browsers find another path
    /// themselves.
    var ruling: ChainRuling {
        var refusals = BrowserRuling.refusals(of: path)
        if let mismatch, !naming.isBrowserMatch { refusals.append(mismatch()) }
        return refusals.isEmpty ? .accepted : .rejected(DefectOrder.sorted(refusals))
    }
}

/// A rule that browsers apply to publicly trusted chains and the edge does not.
struct BrowserRule: Sendable {
    /// The documents or programs that state the rule.
    let source: String
    let examine: @Sendable (PathResult) -> [ChainDefect]

    static let all = [noSHA1, keySize, lifetime]

    private static let noSHA1 = BrowserRule(
        source: "Baseline Requirements 7.1.3.2; Chrome 56, Firefox 51, Safari 10.1"
    ) { path in
        path.signed.filter { $0.signatureDigest == .weak }.map {
            .brokenSignatureAlgorithm(
                certificate: $0.subject, algorithm: $0.handle.signatureAlgorithm)
        }
    }

    private static let keySize = BrowserRule(
        source: "support.apple.com/103769: RSA keys of TLS certificates have 2048 bits or more"
    ) { path in
        path.signed.filter { $0.key.isSmallRSA }.map {
            .unusableKey(certificate: $0.subject, key: $0.key)
        }
    }

    /// 2020-09-01. Certificates issued since then may be valid for at most 398 days.
    private static let start: Int64 = 1_598_918_400
    private static let longest: Int64 = 398 * 86_400

    private static let lifetime = BrowserRule(
        source: "support.apple.com/102028 and chromium.org root program: at most 398 days"
    ) { path in
        guard path.anchor?.anchorClass == .publicRoot, let leaf = path.certificates.first,
            let first = leaf.notBefore, let last = leaf.notAfter, first >= start,
            last - first > longest
        else { return [] }
        let days = (last - first) / 86_400
        return [
            .malformed(
                certificate: leaf.subject,
                detail: "valid for \(days) days, browsers take at most 398")
        ]
    }
}

/// The order of defects. The ones that must be fixed before the rest matters come first.
enum DefectOrder {
    /// Returns the rank of a defect; a smaller rank comes first.
    // swift-format-ignore
    static func rank(_ defect: ChainDefect) -> Int {
        switch defect {
        case .tooComplex:               0
        case .selfSigned:               1
        case .unknownRoot:              2
        case .missingIssuer:            3
        case .expired:                  4
        case .notYetValid:              5
        case .nameMismatch:             6
        case .revoked:                  7
        case .badSignature:             8
        case .brokenSignatureAlgorithm: 9
        case .unusableKey:              10
        case .wrongPurpose:             11
        case .notAuthority:             12
        case .pathLengthExceeded:       13
        case .nameConstraints:          14
        case .unknownCriticalExtension: 15
        case .malformed:                16
        case .dependsOnPathBuilding:    17
        case .revocationUnknown:        18
        case .other:                    19
        }
    }

    /// Returns each defect once, in order. Equal ranks keep the order in which they were found.
    static func sorted(_ defects: [ChainDefect]) -> [ChainDefect] {
        var seen: Set<ChainDefect> = []
        return defects.filter { seen.insert($0).inserted }.enumerated().sorted {
            (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
        }.map(\.element)
    }
}
