internal import OriginFacts

/// Collects the findings of one observation, merged across addresses and sorted by severity.
struct FindingCollector {
    let predictor: ModePredictor
    let mode: EncryptionMode

    var observation: OriginObservation { predictor.observation }
    var target: Target { observation.target }

    /// The addresses that were meant to be probed.
    var considered: [AddressObservation] {
        observation.addresses.filter { !$0.isExcluded }
    }

    /// A finding at one address, with its severity.
    typealias Found = (kind: FindingKind, severity: Severity)

    /// Returns all findings, merged and sorted. Findings of equal severity keep the order used
    /// here.
    func findings() -> [Finding] {
        guard let ruling = predictor.ruling else {
            return merged(
                failures() + atEachAddress(chainRemarks)
                    + atEachAddress { serverName(at: $0) + beyondEdge(at: $0) }
                    + atEachAddress { seen in
                        http(at: seen) + clientCertificate(at: seen) + helloRetry(at: seen)
                    }
                    + atEachAddress(redirects) + atEachAddress(content) + disagreement()
                    + atEachAddress(renewal) + unproxiedPorts())
        }
        let severity: Severity = ruling.outcome.breaks ? .error : .warning
        return merged(
            [Finding(ruling.because, severity: severity)] + uncoveredName() + unproxiedPorts())
    }

    private func atEachAddress(_ detect: (AddressObservation) -> [Found]) -> [Finding] {
        considered.flatMap { seen in
            detect(seen).map { Finding($0.kind, severity: $0.severity, addresses: [seen.address]) }
        }
    }

    /// Returns the findings that make a walk fail, with the severity for the mode, scheme and
    /// address.
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

    /// Expands a finding. A refused certificate gives all its defects, of which a walk names only
    /// the first. Broken HTTP/2 gains the result of the trial over HTTP/1.1.
    private func expanded(_ kind: FindingKind, at seen: AddressObservation) -> [FindingKind] {
        if case .http(.brokenHTTP2(let reason, _)) = kind {
            let overHTTP1 = seen.diagnosis.overHTTP1
            return [.http(.brokenHTTP2(reason: reason, overHTTP1: overHTTP1))]
        }
        guard case .certificate(.defect) = kind, let verdict = predictor.verdicts[seen.address]
        else { return [kind] }
        return verdict.strict.defects.map { .certificate(.defect($0)) }
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

    /// Returns the finding with its remedies, which name all of its addresses.
    private func advised(_ finding: Finding) -> Finding {
        var advised = finding
        let context = RemedyContext(target: target, mode: mode, addresses: finding.addresses)
        advised.remedies = finding.kind.remedies(context).filter {
            $0 != .runOnTheOrigin || !observation.vantage.isOrigin
        }
        return advised
    }

    /// Returns one finding for each kind, with the highest severity found at any address.
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
    /// Whether two findings differ only in a timing.
    fileprivate func isSame(as other: FindingKind) -> Bool {
        switch (self, other) {
        case (
            .reach(.timedOut(let port, _, let answers)),
            .reach(.timedOut(let otherPort, _, let otherAnswers))
        ):
            port == otherPort && answers == otherAnswers
        case (.handshake(.stalled), .handshake(.stalled)): true
        case (.http(.timedOut(let leg, _)), .http(.timedOut(let otherLeg, _))): leg == otherLeg
        default: self == other
        }
    }
}
