public import OriginFacts

/// Findings about redirects: where visitors are sent, and in which modes that never ends.
public enum RedirectFinding: Hashable, Sendable {
    case toHTTPS
    case toHTTP
    /// With `ignoredFromHere` it loops unless the app trusts `X-Forwarded-Proto` only from
    /// Cloudflare's addresses.
    case loop(modes: [EncryptionMode], headerTrust: HeaderTrust)
    case toOtherHost(host: String)
    /// Location fields of different values: browsers disagree on what to do.
    case severalLocations(leg: Leg)
    /// The page itself sends browsers elsewhere, which no walk follows.
    case refresh(leg: Leg, to: String)
}

extension RedirectFinding {
    /// The id of `loop`, which outcomes name too.
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
    /// Redirects between schemes and hosts, and loops.
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

    /// Redirects that are not followed.
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
