internal import OriginFacts

/// Findings from what the origin answered.
extension FindingCollector {
    /// Headers over this are refused by parts of the edge
    /// (developers.cloudflare.com/fundamentals/reference/connection-limits: 16 KB a header).
    private static let largeHeader = 16_384

    /// Refusals, server errors, large headers, client certificates asked for.
    func answers() -> [Finding] {
        considered.flatMap { seen in
            (Leg.allCases.flatMap { answers(at: seen, $0) } + session(at: seen)).map {
                Finding($0.kind, severity: $0.severity, addresses: [seen.address])
            }
        }
    }

    private func answers(
        at seen: AddressObservation, _ leg: Leg
    ) -> [(kind: FindingKind, severity: Severity)] {
        let answers = seen.exchanges.filter { $0.key.leg == leg }.compactMap(\.result.answer)
        guard let first = answers.first else { return [] }
        var found: [(FindingKind, Severity)] = []
        if answers.allSatisfy({ AccessRefusal.isRefusal($0.status) }) {
            found.append((.strangerRefused(leg: leg, status: first.status), .info))
        } else if let failed = answers.first(where: { $0.status >= 500 }) {
            let isNeeded = leg == .tls ? mode >= .full : mode <= .flexible
            found.append(
                (.serverError(leg: leg, status: failed.status), isNeeded ? .warning : .info))
        }
        if answers.contains(where: { $0.body.end == .broken }) {
            let isNeeded = leg == .tls ? mode >= .full : mode <= .flexible
            found.append((.bodyBroken(leg: leg), isNeeded ? .warning : .info))
        }
        if let large = answers.first(where: { $0.headerBytes > Self.largeHeader }) {
            found.append((.largeHeader(leg: leg, bytes: large.headerBytes), .warning))
        }
        return found
    }

    private func session(
        at seen: AddressObservation
    ) -> [(kind: FindingKind, severity: Severity)] {
        guard case .completed(let session) = seen.handshake else { return [] }
        var found: [(FindingKind, Severity)] = []
        if case .asked(let authorities) = session.clientCertificate, !demands(seen) {
            let isPull = ClientCertificateRule.isCloudflarePull(session.clientCertificate)
            found.append(
                (.clientCertificateAsked(isCloudflarePull: isPull, authorities: authorities), .info)
            )
        }
        if session.sawHelloRetryRequest {
            found.append((.helloRetry(group: session.group), .info))
        }
        return found
    }
}

extension FindingCollector {
    /// Whether the lack of a client certificate ends a request: then that is what is told.
    private func demands(_ seen: AddressObservation) -> Bool {
        predictor.walk(.full, .https, to: seen).because.contains {
            if case .clientCertificateRequired = $0 { true } else { false }
        }
    }
}

extension ExchangeResult {
    var answer: HTTPAnswer? {
        switch self {
        case .answered(let answer): answer
        case .failed, .notTested: nil
        }
    }
}

/// Findings from what is served: other pages on the two ports, placeholders, addresses that disagree.
extension FindingCollector {
    /// Differences in content.
    func content() -> [Finding] {
        let perAddress = considered.flatMap { seen -> [Finding] in
            var found: [Finding] = []
            let placeholder = PlaceholderTable.recognise(seen, target: target)
            if let placeholder {
                let severity: Severity = mode >= .full ? .warning : .info
                found.append(
                    Finding(
                        .placeholderSite(placeholder), severity: severity,
                        addresses: [seen.address]))
            }
            if let difference = ContentComparison.difference(seen, target: target) {
                found.append(
                    Finding(
                        .contentDiffers(difference), severity: severity(of: difference),
                        addresses: [seen.address]))
            }
            return found
        }
        return perAddress + disagreement()
    }

    private func severity(of difference: ContentDifference) -> Severity {
        switch difference {
        case .status, .redirect, .title: mode >= .full ? .warning : .info
        case .body: .info
        }
    }

    private func disagreement() -> [Finding] {
        let leaves = Set(considered.compactMap { $0.chain.first?.sha256 })
        guard leaves.count > 1 else { return [] }
        let addresses = considered.filter { !$0.chain.isEmpty }.map(\.address)
        return [
            Finding(.originsDisagree(count: leaves.count), severity: .info, addresses: addresses)
        ]
    }
}
