public import OriginFacts

/// Findings about redirects: where visitors are sent, and in which modes the redirects never end.
public enum RedirectFinding: Hashable, Sendable {
    case toHTTPS
    case toHTTP
    /// A redirect loop. With `ignoredFromHere` it occurs unless the app trusts `X-Forwarded-Proto`
    /// from Cloudflare's addresses only.
    case loop(modes: [EncryptionMode], headerTrust: HeaderTrust)
    case toOtherHost(host: String)
    /// Location fields with different values, which browsers treat differently.
    case severalLocations(leg: Leg)
    /// A page that sends browsers elsewhere by itself. No walk follows such a page.
    case refresh(leg: Leg, to: String)
}

extension RedirectFinding {
    /// The id of `loop`, which outcomes use too.
    public static let loopID = "redirect.loop"

    var id: String {
        switch self {
        case .toHTTPS: "redirect.to-https"
        case .toHTTP: "redirect.to-http"
        case .loop: Self.loopID
        case .toOtherHost: "redirect.other-host"
        case .severalLocations: "redirect.several-locations"
        case .refresh: "redirect.by-page"
        }
    }

    var facts: FactValue {
        switch self {
        case .toHTTPS, .toHTTP: [:]
        case .loop(let modes, let trust):
            ["modes": .texts(modes.map(\.rawValue)), "header": .text(trust.rawValue)]
        case .toOtherHost(let host): ["host": .text(host)]
        case .severalLocations(let leg): ["leg": .text(leg.rawValue)]
        case .refresh(let leg, let target):
            ["leg": .text(leg.rawValue), "to": .text(target)]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .toHTTPS, .toOtherHost, .refresh: []
        case .toHTTP: [.removeRedirect(leg: .tls)]
        case .loop(_, .ignoredFromHere): [.trustForwardedProto, .removeRedirect(leg: .plain)]
        case .loop(_, .trusted): [.removeRedirect(leg: .plain)]
        case .severalLocations(let leg): [.fixHTTPAnswer(leg: leg, addresses: context.addresses)]
        }
    }
}

extension FindingCollector {
    /// Returns findings about redirects between schemes and hosts, and about loops.
    func redirects(at seen: AddressObservation) -> [Found] {
        schemeChanges(at: seen) + otherHosts(at: seen) + loops(at: seen) + unfollowed(at: seen)
    }

    private func schemeChanges(at seen: AddressObservation) -> [Found] {
        var found: [Found] = []
        if redirect(at: seen, .plain, .http)?.scheme == .https {
            found.append((.redirect(.toHTTPS), .info))
        }
        if redirect(at: seen, .tls, .https)?.scheme == .http {
            found.append((.redirect(.toHTTP), mode >= .full ? .warning : .info))
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
        return hosts.map { (.redirect(.toOtherHost(host: $0)), .info) }
    }

    /// Returns findings about redirects that are not followed.
    private func unfollowed(at seen: AddressObservation) -> [Found] {
        Leg.allCases.flatMap { leg -> [Found] in
            let answers = seen.exchanges.filter { $0.key.leg == leg }.compactMap(\.result.answer)
            var found: [Found] = []
            if answers.contains(where: { $0.isRedirect && $0.hasSeveralLocations }) {
                found.append((.redirect(.severalLocations(leg: leg)), .warning))
            }
            if let refresh = answers.lazy.compactMap(\.refresh).first {
                found.append((.redirect(.refresh(leg: leg, to: refresh)), .info))
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
        let loop = RedirectFinding.loop(modes: looping, headerTrust: headerTrust(at: seen))
        return [(.redirect(loop), isJudged ? .error : .info)]
    }

    /// Compares the responses on the plain leg to the two values of `X-Forwarded-Proto`.
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
