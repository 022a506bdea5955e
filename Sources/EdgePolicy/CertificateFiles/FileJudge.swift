package import OriginFacts

/// Judges certificate files before installation: the outcome in each mode, and what to fix.
package struct FileJudge: Sendable {
    let facts: CertificateFileFacts
    let mode: EncryptionMode

    /// Creates a judge of those files. The result is for `mode`.
    package init(_ facts: CertificateFileFacts, mode: EncryptionMode = .strict) {
        self.facts = facts
        self.mode = mode
    }

    /// Returns the assessment. `verdicts` are for the chain that a server with these files would
    /// send: one for each requested host, or one without a host.
    package func assess(
        _ verdicts: [(host: HostName?, verdict: ChainVerdict)], served: [ServedObservation] = []
    ) -> FileAssessment {
        let hosts = verdicts.map { host, verdict in
            HostOutcome(
                host: host, verdict: verdict,
                modes: EncryptionMode.allCases.map { outcome(of: verdict.strict, in: $0) })
        }
        let comparisons = served.flatMap(ServedJudge(facts: facts).comparisons)
        let findings = sorted(
            files() + chain(hosts) + self.served(comparisons) + nowhere(served))
        return FileAssessment(
            mode: mode, hosts: hosts, served: comparisons, findings: findings,
            result: result(hosts, findings))
    }

    private func outcome(of strict: ChainRuling, in mode: EncryptionMode) -> FileOutcome {
        var matches = true
        if case .differs = facts.key?.state { matches = false }
        return FileOutcome.of(
            strict, startsUp: matches && facts.isLeafFirst, in: mode)
    }

    private func result(_ hosts: [HostOutcome], _ findings: [FileFinding]) -> VerdictResult {
        let outcomes = hosts.map { $0[mode] }
        let bad = outcomes.count { $0 == .refused || $0 == .serverFails }
        if bad > 0 { return bad == outcomes.count ? .broken : .degraded }
        if outcomes.contains(.unknown) { return .inconclusive }
        let isWarned = findings.contains {
            $0.severity == .warning && $0.address == nil && !$0.kind.isServed
        }
        return isWarned ? .warning : .ready
    }

    func finding(_ kind: FileFindingKind, host: HostName? = nil) -> FileFinding {
        FileFinding(
            kind, severity: kind.severity(in: mode), hosts: [host].compactMap(\.self),
            remedies: kind.remedies(facts, host: host?.ascii))
    }

    private func sorted(_ findings: [FileFinding]) -> [FileFinding] {
        findings.enumerated().sorted {
            ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset)
        }.map(\.element)
    }
}
