internal import OriginFacts

/// Findings from redirects: who sends visitors where, and in which modes they come round again.
extension FindingCollector {
    /// Redirects between schemes and hosts, and loops.
    func redirects() -> [Finding] {
        considered.flatMap { seen in
            (schemeChanges(at: seen) + otherHosts(at: seen) + loops(at: seen)
                + unfollowed(at: seen)).map {
                    Finding($0.kind, severity: $0.severity, addresses: [seen.address])
                }
        }
    }

    private typealias Found = (kind: FindingKind, severity: Severity)

    private func schemeChanges(at seen: AddressObservation) -> [Found] {
        var found: [Found] = []
        if redirect(at: seen, .plain, .http)?.scheme == .https {
            found.append((.redirectsToHTTPS, .info))
        }
        if redirect(at: seen, .tls, .https)?.scheme == .http {
            found.append((.redirectsToHTTP, mode >= .full ? .warning : .info))
        }
        return found
    }

    private func otherHosts(at seen: AddressObservation) -> [Found] {
        var hosts: [String] = []
        for exchange in seen.exchanges {
            guard let answer = exchange.result.answer, answer.isRedirect,
                let location = answer.location,
                case .elsewhere(let host) = destination(location, of: exchange.key),
                !hosts.contains(host)
            else { continue }
            hosts.append(host)
        }
        return hosts.map { (.redirectsToOtherHost(host: $0), .info) }
    }

    /// What sends visitors on in ways that are not followed.
    private func unfollowed(at seen: AddressObservation) -> [Found] {
        Leg.allCases.flatMap { leg -> [Found] in
            let answers = seen.exchanges.filter { $0.key.leg == leg }.compactMap(\.result.answer)
            var found: [Found] = []
            if answers.contains(where: { $0.isRedirect && $0.hasSeveralLocations }) {
                found.append((.severalLocations(leg: leg), .warning))
            }
            if let refresh = answers.lazy.compactMap(\.refresh).first {
                found.append((.refreshes(leg: leg, to: refresh), .info))
            }
            return found
        }
    }

    private func loops(at seen: AddressObservation) -> [Found] {
        let looping = EncryptionMode.allCases.filter { mode in
            VisitorScheme.allCases.contains {
                predictor.walk(mode, $0, to: seen).outcome == .loop
            }
        }
        guard !looping.isEmpty else { return [] }
        let isJudged =
            predictor.walk(mode, VerdictRule.scheme(for: mode), to: seen).outcome == .loop
        return [
            (
                .redirectLoop(modes: looping, headerTrusted: headerTrust(at: seen)),
                isJudged ? .error : .info
            )
        ]
    }

    /// Whether the two values of `X-Forwarded-Proto` are answered differently on the plain leg.
    private func headerTrust(at seen: AddressObservation) -> HeaderTrust {
        let ask = { (forwarded: VisitorScheme) in
            self.redirect(at: seen, .plain, forwarded)?.scheme
        }
        return ask(.http) == ask(.https) ? .ignoredFromHere : .trusted
    }

    private func redirect(
        at seen: AddressObservation, _ leg: Leg, _ forwarded: VisitorScheme
    ) -> (scheme: VisitorScheme, path: String)? {
        let key = ExchangeKey(leg: leg, forwarded: forwarded, path: target.path)
        guard let answer = seen[key]?.answer, answer.isRedirect, let location = answer.location,
            case .sameHost(let scheme, let path) = destination(location, of: key)
        else { return nil }
        return (scheme, path)
    }

    private func destination(_ location: String, of key: ExchangeKey) -> RedirectTarget {
        RedirectTarget(
            location: location, from: key.forwarded, path: key.path, target: target)
    }
}
