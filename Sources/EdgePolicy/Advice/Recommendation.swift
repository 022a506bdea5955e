internal import OriginFacts

/// The mode to choose, what blocks a stronger one, and what to do.
public struct Recommendation: Hashable, Sendable {
    /// The strongest mode that works; nil when none does or it cannot be told.
    public var mode: EncryptionMode?
    /// The next stronger mode, and the ids of the findings that block it.
    public var blocked: BlockedMode?
    /// In order of effort, origin first, a weaker mode last.
    public var remedies: [Remedy]
    public var sideEffects: [SideEffect]

    package init(
        mode: EncryptionMode?, blocked: BlockedMode?, remedies: [Remedy],
        sideEffects: [SideEffect]
    ) {
        self.mode = mode
        self.blocked = blocked
        self.remedies = remedies
        self.sideEffects = sideEffects
    }
}

/// A mode that does not work yet, and why.
public struct BlockedMode: Hashable, Sendable {
    public var mode: EncryptionMode
    /// Finding ids.
    public var findings: [String]

    package init(mode: EncryptionMode, findings: [String]) {
        self.mode = mode
        self.findings = findings
    }
}

/// What else changes when the recommended mode is set.
public enum SideEffect: String, Hashable, Sendable, CaseIterable {
    /// Leaving Flexible changes cache keys; pages may load subresources over http.
    case leavingFlexible = "leaving-flexible"
    /// An Origin CA certificate is trusted by Cloudflare only.
    case originCAOnly = "origin-ca-only"
    /// Automatic SSL/TLS may change the mode by itself.
    case automaticMode = "automatic-mode"
}

/// Chooses the strongest mode that works and says what to do for the next one.
struct Recommender {
    let observation: OriginObservation
    let modes: [ModePrediction]
    let findings: [Finding]
    let settings: EdgeSettings
    let judged: EncryptionMode

    /// The recommendation; without a mode when nothing works or it cannot be told.
    func recommendation() -> Recommendation {
        let mode = strongest()
        let goal = blocked(above: mode)
        return Recommendation(
            mode: mode, blocked: goal,
            remedies: remedies(for: goal?.mode ?? judged, weaker: mode),
            sideEffects: sideEffects(of: mode))
    }

    /// A mode without TLS to the origin is not recommended while it is unknown whether TLS works.
    private func strongest() -> EncryptionMode? {
        let working = modes.last {
            isCandidate($0.mode) && works($0) && !servesOtherSite($0.mode)
        }
        let full = modes.first { $0.mode == .full }
        guard let mode = working?.mode, mode >= .full || full?.https.result != .unknown else {
            return nil
        }
        return mode
    }

    private func isCandidate(_ mode: EncryptionMode) -> Bool {
        mode != .sslOnly || settings.isEnterprise
    }

    private func works(_ prediction: ModePrediction) -> Bool {
        let http = prediction.http
        let httpIsFine = http.result == .works || http.outcomes.contains(where: \.unlessAlwaysHTTPS)
        return prediction.https.result == .works && httpIsFine
    }

    /// Whether the mode would show visitors a page that is not theirs: a default virtual host
    /// behind an unvalidated certificate, or another site than on port 80.
    private func servesOtherSite(_ mode: EncryptionMode) -> Bool {
        guard mode == .full else { return false }
        return observation.addresses.contains {
            PlaceholderTable.recognise($0, target: observation.target) != nil
                || ContentComparison.isOtherSite($0, target: observation.target)
        }
    }

    /// The next stronger mode, with what blocks it.
    private func blocked(above mode: EncryptionMode?) -> BlockedMode? {
        let stronger = modes.filter {
            isCandidate($0.mode) && $0.mode > (mode ?? .flexible)
        }
        guard let next = mode == nil ? modes.first(where: { $0.mode == judged }) : stronger.first
        else { return nil }
        let outcomes = next.https.outcomes + next.http.outcomes
        var ids = outcomes.filter { !$0.outcome.serves }.flatMap(\.because)
        if servesOtherSite(next.mode) {
            ids += findings.filter {
                if case .content(let finding) = $0.kind { finding.isOtherSite } else { false }
            }.map(\.id)
        }
        return BlockedMode(mode: next.mode, findings: ids.deduplicated())
    }

    private func remedies(for goal: EncryptionMode, weaker: EncryptionMode?) -> [Remedy] {
        var all = findings.filter { matters($0, for: goal) }.flatMap(\.remedies)
        if let weaker, weaker < judged { all.append(.weakerMode(weaker)) }
        return all.deduplicated().enumerated().sorted {
            (RemedyTable.effort($0.element), $0.offset) < (
                RemedyTable.effort($1.element), $1.offset
            )
        }.map(\.element)
    }

    /// Whether a finding blocks a mode for either visitor; errors and warnings always matter.
    private func matters(_ finding: Finding, for goal: EncryptionMode) -> Bool {
        if finding.severity < .info { return true }
        guard let prediction = modes.first(where: { $0.mode == goal }) else { return false }
        let outcomes = prediction.https.outcomes + prediction.http.outcomes
        return outcomes.contains { !$0.outcome.serves && $0.because.contains(finding.id) }
    }

    private func sideEffects(of mode: EncryptionMode?) -> [SideEffect] {
        guard let mode, mode >= .full else { return [] }
        let usesOriginCA = findings.contains { $0.id == ChainFinding.originCA.id }
        return [.leavingFlexible] + (usesOriginCA && mode >= .strict ? [.originCAOnly] : [])
            + [.automaticMode]
    }
}

extension Array where Element: Hashable {
    /// Each element once, at its first position.
    fileprivate func deduplicated() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
