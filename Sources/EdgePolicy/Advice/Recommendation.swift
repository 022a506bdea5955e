internal import OriginFacts

/// The recommended mode, the obstacles to a stronger one, and the remedies.
public struct Recommendation: Hashable, Sendable {
    /// The strongest mode that works; nil if none works or this cannot be determined.
    public var mode: EncryptionMode?
    /// The next stronger mode, with the ids of the findings that block it.
    public var blocked: BlockedMode?
    /// The remedies in order of effort: origin changes first, a weaker mode last.
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

/// A mode that does not work yet, and the reasons.
public struct BlockedMode: Hashable, Sendable {
    public var mode: EncryptionMode
    /// The ids of the findings that block it.
    public var findings: [String]

    package init(mode: EncryptionMode, findings: [String]) {
        self.mode = mode
        self.findings = findings
    }
}

/// Other effects of setting the recommended mode.
public enum SideEffect: String, Hashable, Sendable, CaseIterable {
    /// Leaving Flexible changes cache keys. Pages may load subresources over http.
    case leavingFlexible = "leaving-flexible"
    /// An Origin CA certificate is trusted by Cloudflare only.
    case originCAOnly = "origin-ca-only"
    /// Automatic SSL/TLS may change the mode on its own.
    case automaticMode = "automatic-mode"
}

/// Chooses the strongest mode that works and the remedies for the next stronger one.
struct Recommender {
    let observation: OriginObservation
    let modes: [ModePrediction]
    let findings: [Finding]
    let settings: EdgeSettings
    let judged: EncryptionMode

    /// Returns the recommendation; its mode is nil if no mode works or this cannot be determined.
    func recommendation() -> Recommendation {
        let mode = strongest()
        let goal = blocked(above: mode)
        return Recommendation(
            mode: mode, blocked: goal,
            remedies: remedies(for: goal?.mode ?? judged, weaker: mode),
            sideEffects: sideEffects(of: mode))
    }

    /// Returns the strongest mode that works. A mode without TLS to the origin is not recommended
    /// while it is unknown whether TLS works.
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

    /// Whether visitors would see a page of another site in the mode: a default virtual host behind
    /// an unvalidated certificate, or a site other than the one on port 80.
    private func servesOtherSite(_ mode: EncryptionMode) -> Bool {
        guard mode == .full else { return false }
        return observation.addresses.contains {
            PlaceholderTable.recognise($0, target: observation.target) != nil
                || ContentComparison.isOtherSite($0, target: observation.target)
        }
    }

    /// Returns the next stronger mode and the findings that block it.
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

    /// Whether a finding blocks a mode for visitors of either scheme. Errors and warnings always
    /// count.
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
    /// Returns each element once, in the order of first occurrence.
    fileprivate func deduplicated() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
