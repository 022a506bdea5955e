internal import OriginFacts

/// Which of several defects a person is told first: what has to be repaired before the rest matters.
enum DefectOrder {
    /// Smaller comes first.
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

    /// Each defect once, in order; equal ranks stay as they were found.
    static func sorted(_ defects: [ChainDefect]) -> [ChainDefect] {
        var seen: Set<ChainDefect> = []
        return defects.filter { seen.insert($0).inserted }.enumerated().sorted {
            (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
        }.map(\.element)
    }
}
