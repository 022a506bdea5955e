internal import OriginFacts

/// Gathers everything worth telling from one observation, merged over addresses, gravest first.
struct FindingCollector {
    let predictor: ModePredictor
    let mode: EncryptionMode

    var observation: OriginObservation { predictor.observation }
    var target: Target { observation.target }

    /// The addresses that were to be looked at.
    var considered: [AddressObservation] {
        observation.addresses.filter { !$0.isExcluded }
    }

    /// All findings, merged and sorted.
    func findings() -> [Finding] {
        guard let ruling = predictor.ruling else {
            return merged(
                failures() + remarks() + diagnoses() + answers() + redirects() + content()
                    + renewal() + name())
        }
        let severity: Severity = ruling.outcome.breaks ? .error : .warning
        return merged([Finding(ruling.because, severity: severity)] + live() + name())
    }

    /// What ends a walk badly, with the severity its place gives it.
    private func failures() -> [Finding] {
        considered.flatMap { seen in
            EncryptionMode.allCases.flatMap { walked in
                VisitorScheme.allCases.flatMap { scheme -> [Finding] in
                    let end = predictor.walk(walked, scheme, to: seen)
                    let severity = severity(of: end.outcome, walked, scheme, at: seen)
                    return end.because.flatMap { expanded($0, at: seen) }.map {
                        Finding($0, severity: severity, addresses: [seen.address])
                    }
                }
            }
        }
    }

    /// A certificate is refused for all its defects, though one is named first; what HTTP/1.1 would
    /// change belongs to broken HTTP/2.
    private func expanded(_ kind: FindingKind, at seen: AddressObservation) -> [FindingKind] {
        if case .brokenHTTP2(let reason, _) = kind {
            return [.brokenHTTP2(reason: reason, overHTTP1: seen.diagnosis.overHTTP1)]
        }
        guard case .chainDefect = kind, let verdict = predictor.verdicts[seen.address] else {
            return [kind]
        }
        return verdict.strict.defects.map { .chainDefect($0) }
    }

    private func severity(
        of outcome: EdgeOutcome, _ walked: EncryptionMode, _ scheme: VisitorScheme,
        at seen: AddressObservation
    ) -> Severity {
        guard walked == mode else { return .info }
        let isWeighed = predictor.weighed.contains { $0.address == seen.address }
        let isJudged =
            scheme == VerdictRule.scheme(for: mode) || predictor.settings.alwaysUseHTTPS == .off
        guard isJudged, isWeighed else {
            return outcome == .unknown && !isWeighed ? .info : .warning
        }
        return outcome.breaks ? .error : outcome.serves ? .info : .warning
    }

    private func remarks() -> [Finding] {
        considered.flatMap { seen in
            (predictor.verdicts[seen.address]?.findings ?? []).map { remark in
                let severity = RemarkSeverityTable.severity(of: remark)
                return Finding(
                    .chainRemark(remark), severity: mode >= .strict ? severity : .info,
                    addresses: [seen.address])
            }
        }
    }

    /// Things about the name and its ports.
    private func name() -> [Finding] {
        let ports = [
            (target.visitorPorts.https, CloudflareNetworks.httpsPorts),
            (target.visitorPorts.http, CloudflareNetworks.httpPorts),
        ]
        return ports.filter { !$0.1.contains($0.0) }.map {
            Finding(.portNotProxied($0.0), severity: .warning)
        }
    }

    private func live() -> [Finding] {
        guard case .failed(.alertReceived, _) = observation.live?.https.handshake else { return [] }
        return [Finding(.edgeNotCovered(name: target.host.ascii), severity: .warning)]
    }

    /// The finding with its remedies, which name all its addresses.
    private func advised(_ finding: Finding) -> Finding {
        var advised = finding
        advised.remedies = RemedyTable.remedies(
            for: finding, RemedyTable.Context(target: target, mode: mode)
        ).filter { $0 != .runOnTheOrigin || !observation.vantage.isOrigin }
        return advised
    }

    /// One finding for each kind, at the gravest severity any address gives it.
    private func merged(_ all: [Finding]) -> [Finding] {
        var merged: [Finding] = []
        for finding in all {
            guard let index = merged.firstIndex(where: { $0.kind.isSame(as: finding.kind) }) else {
                merged.append(finding)
                continue
            }
            merged[index].severity = min(merged[index].severity, finding.severity)
            let new = finding.addresses.filter { !merged[index].addresses.contains($0) }
            merged[index].addresses += new
        }
        return merged.enumerated().sorted {
            ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset)
        }.map { advised($0.element) }
    }
}

extension FindingKind {
    /// Whether two findings differ in nothing but a timing.
    fileprivate func isSame(as other: FindingKind) -> Bool {
        switch (self, other) {
        case (
            .connectionTimedOut(let port, _, let answers),
            .connectionTimedOut(let otherPort, _, let otherAnswers)
        ):
            port == otherPort && answers == otherAnswers
        case (.handshakeStalled, .handshakeStalled): true
        case (.answerTimedOut(let leg, _), .answerTimedOut(let otherLeg, _)): leg == otherLeg
        default: self == other
        }
    }
}
