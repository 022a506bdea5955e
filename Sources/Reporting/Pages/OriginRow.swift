internal import EdgePolicy
internal import OriginFacts

/// One line of the table of origins.
struct OriginRow {
    let seen: AddressObservation
    let judged: OriginAssessment?
    let chain: ChainVerdict?
    let at: UnixTime
    let style: TextStyle

    static let header: [TerminalText] = [
        "ORIGIN", "TLS", "KEY EXCHANGE", "CHAIN", "NAME", "TRUST", "EXPIRES", "STRICT",
    ]

    var cells: [StyledText] {
        [
            StyledText("\(seen.address)"), StyledText(version), StyledText(group), mark(chainMark),
            mark(nameMark), trust, expires, strict,
        ]
    }

    private func mark(_ mark: Mark?) -> StyledText {
        mark.map { StyledText($0.symbol(style.symbols), $0.tone) } ?? StyledText("-")
    }

    private var session: TLSSession? {
        switch seen.handshake {
        case .completed(let session): session
        case .failed, .notTested: nil
        }
    }

    private var version: TerminalText {
        session.map { "\($0.version.name)" } ?? "-"
    }

    private var group: TerminalText {
        guard let session else { return "-" }
        return session.group.map { TerminalText(untrusted: $0, limit: 16) } ?? "RSA"
    }

    /// Is the chain whole and sound, leaving trust and name aside?
    private var chainMark: Mark? {
        guard let chain else { return nil }
        let defects = chain.strict.defects.filter {
            !OriginRow.isAboutName($0) && !OriginRow.isAboutTrust($0) && !OriginRow.isAboutDates($0)
        }
        return defects.isEmpty ? .good : .bad
    }

    private var nameMark: Mark? {
        guard let chain else { return nil }
        return chain.strict.defects.contains(where: OriginRow.isAboutName) ? .bad : .good
    }

    private var trust: StyledText {
        guard let chain else { return StyledText("-") }
        switch chain.anchor {
        case .publicRoot: return mark(.good)
        case .originCA: return mark(.good) + " CF"
        case .custom: return mark(.good) + " own"
        case .selfSigned: return mark(.bad)
        case .unknown:
            return mark(
                chain.strict.defects.contains(where: OriginRow.isAboutTrust) ? .bad : .unknown)
        }
    }

    private var expires: StyledText {
        guard let leaf = seen.chain.first else { return StyledText("-") }
        if at < leaf.notBefore { return StyledText("from \(leaf.notBefore)", .bad) }
        let days = (leaf.notAfter - at) / 86_400
        if at < leaf.notAfter { return StyledText(days == 0 ? "today" : "in \(days) d") }
        return StyledText(days == 0 ? "today" : "\(-days) d ago", .bad)
    }

    private var strict: StyledText {
        guard let outcome = judged?.strict else { return mark(.unknown) }
        switch outcome {
        case .passedThrough: return mark(.good)
        case .loop: return mark(.loop)
        case .unknown: return mark(.unknown)
        case .edgeError(.noAnswer): return mark(.warning) + " 524"
        case .edgeError(let error): return mark(.bad) + " \(Wording.short(error))"
        }
    }

    private static func isAboutName(_ defect: ChainDefect) -> Bool {
        switch defect {
        case .nameMismatch, .nameConstraints: true
        case .expired, .notYetValid, .missingIssuer, .selfSigned, .unknownRoot, .badSignature,
            .notAuthority, .pathLengthExceeded, .wrongPurpose, .unknownCriticalExtension,
            .brokenSignatureAlgorithm, .unusableKey, .malformed, .revoked, .revocationUnknown,
            .tooComplex,
            .dependsOnPathBuilding, .other:
            false
        }
    }

    private static func isAboutDates(_ defect: ChainDefect) -> Bool {
        switch defect {
        case .expired, .notYetValid: true
        case .nameMismatch, .nameConstraints, .missingIssuer, .selfSigned, .unknownRoot,
            .badSignature, .notAuthority, .pathLengthExceeded, .wrongPurpose,
            .unknownCriticalExtension, .brokenSignatureAlgorithm, .unusableKey, .malformed,
            .revoked, .revocationUnknown, .tooComplex, .dependsOnPathBuilding, .other:
            false
        }
    }

    private static func isAboutTrust(_ defect: ChainDefect) -> Bool {
        switch defect {
        case .selfSigned, .unknownRoot: true
        case .expired, .notYetValid, .nameMismatch, .missingIssuer, .badSignature, .notAuthority,
            .pathLengthExceeded, .nameConstraints, .wrongPurpose, .unknownCriticalExtension,
            .brokenSignatureAlgorithm, .unusableKey, .malformed, .revoked, .revocationUnknown,
            .tooComplex,
            .dependsOnPathBuilding, .other:
            false
        }
    }
}
