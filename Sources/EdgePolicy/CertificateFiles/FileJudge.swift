public import OriginFacts

/// Judges certificate files before they are installed: what each mode would give, and what to mend.
public struct FileJudge: Sendable {
    let facts: CertificateFileFacts
    let mode: EncryptionMode

    /// A judge of those files; `mode` is the one the result is about.
    public init(_ facts: CertificateFileFacts, mode: EncryptionMode = .strict) {
        self.facts = facts
        self.mode = mode
    }

    /// The assessment. `verdicts` are about what a server with these files would send: one for each host
    /// asked for, or one without a host.
    public func assess(
        _ verdicts: [(host: HostName?, verdict: ChainVerdict)], served: [ServedObservation] = []
    ) -> FileAssessment {
        let hosts = verdicts.map { host, verdict in
            HostOutcome(
                host: host, verdict: verdict,
                modes: EncryptionMode.allCases.map { forecast(verdict.strict, in: $0) })
        }
        let tallies = served.flatMap(ServedJudge(facts: facts).tallies)
        let findings = sorted(
            files() + chain(hosts) + self.served(tallies) + nowhere(served))
        return FileAssessment(
            mode: mode, hosts: hosts, served: tallies, findings: findings,
            result: result(hosts, findings))
    }

    private func forecast(_ strict: ChainRuling, in mode: EncryptionMode) -> FileOutcome {
        var matches = true
        if case .differs = facts.key?.state { matches = false }
        return FileOutcome.of(
            strict, startsUp: matches && facts.isLeafFirst, in: mode)
    }

    private func result(_ hosts: [HostOutcome], _ findings: [FileFinding]) -> VerdictResult {
        let forecasts = hosts.map { $0[mode] }
        let bad = forecasts.count { $0 == .refused || $0 == .serverFails }
        if bad > 0 { return bad == forecasts.count ? .broken : .degraded }
        if forecasts.contains(.unknown) { return .inconclusive }
        let isWarned = findings.contains {
            $0.severity == .warning && $0.address == nil && !$0.isServed
        }
        return isWarned ? .warning : .ready
    }

    // MARK: - Findings

    private func files() -> [FileFinding] {
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

    private func chain(_ hosts: [HostOutcome]) -> [FileFinding] {
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
        let defects: [FileFindingKind] =
            switch verdict.strict {
            case .accepted: []
            case .rejected(let defects): defects.map { .chainDefect($0) }
            case .uncertain(let defects): defects.map { .chainUncertain($0) }
            }
        return defects + verdict.findings.map { .chainRemark($0) }
    }

    private func served(_ tallies: [ServedComparison]) -> [FileFinding] {
        tallies.compactMap { tally in
            let kind: FileFindingKind
            switch tally.state {
            case .same: return nil
            case .mixed: kind = .servedMixed(tally)
            case .other: kind = .notServed(tally)
            case .otherChain: kind = .servedChainDiffers(tally)
            case .notSeen: kind = .servedNotSeen(tally)
            }
            var found = finding(kind, host: tally.host)
            found.address = tally.address
            return found
        }
    }

    private func nowhere(_ served: [ServedObservation]) -> [FileFinding] {
        served.filter(\.addresses.isEmpty).map { seen in
            finding(
                .servedNowhere(
                    name: seen.target.host.ascii, port: seen.target.originPorts.https,
                    answer: seen.dns?.ipv4),
                host: seen.target.host)
        }
    }

    private func finding(_ kind: FileFindingKind, host: HostName? = nil) -> FileFinding {
        FileFinding(
            kind, severity: FileSeverityTable.severity(of: kind, in: mode),
            hosts: [host].compactMap(\.self),
            remedies: FileRemedyTable.remedies(for: kind, facts, host: host?.ascii))
    }

    private func sorted(_ findings: [FileFinding]) -> [FileFinding] {
        findings.enumerated().sorted {
            ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset)
        }.map(\.element)
    }
}

extension FileFinding {
    /// Whether it is about what is served rather than about the files.
    var isServed: Bool {
        switch kind {
        case .notServed, .servedMixed, .servedChainDiffers, .servedNotSeen, .servedNowhere: true
        case .keyMismatch, .keyExposed, .leafNotFirst, .severalLeaves, .notPEM, .chainDefect,
            .chainUncertain, .chainRemark:
            false
        }
    }
}
