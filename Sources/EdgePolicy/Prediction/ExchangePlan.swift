package import OriginFacts

/// The requests to one address whose responses cover every mode and visitor.
package enum ExchangePlan {
    /// Returns the four requests sent to every origin. All four are needed because an origin may
    /// respond differently to each (developers.cloudflare.com/fundamentals/reference/http-headers:
    /// X-Forwarded-Proto, CF-Visitor).
    package static func first(_ target: Target) -> [ExchangeKey] {
        [(Leg.tls, VisitorScheme.https), (.tls, .http), (.plain, .http), (.plain, .https)].map {
            ExchangeKey(leg: $0, forwarded: $1, path: target.path)
        }
    }

    /// Returns the requests still needed to complete all walks. They do not depend on certificates,
    /// so no request waits for a verdict. Unless `walksRenewalPath` is false, the renewal path is
    /// walked for certificates renewed over it, in every mode, with and without Always Use HTTPS.
    package static func missing(
        _ target: Target, _ seen: AddressObservation, vantage: Vantage,
        walksRenewalPath: Bool = true
    ) -> [ExchangeKey] {
        let judge = LegJudge(
            target: target, seen: seen, vantage: vantage, verdict: nil, ignoresCertificates: true)
        var keys: [ExchangeKey] = []
        let walks = EncryptionMode.allCases.map {
            VisitorWalk(mode: $0, settings: EdgeSettings(), judge: judge)
        }
        var ends = walks.flatMap { walk in VisitorScheme.allCases.map { walk.walk(from: $0) } }
        if walksRenewalPath, RenewalPath.isLikely(at: seen, of: target) {
            ends += EncryptionMode.allCases.flatMap { mode in
                [EdgeSettings(), EdgeSettings(alwaysUseHTTPS: .on)].map {
                    VisitorWalk(mode: mode, settings: $0, judge: judge).walk(
                        from: .http, path: RenewalPath.path, atMost: RenewalPath.stepLimit)
                }
            }
        }
        for key in ends.compactMap(\.missing) where !keys.contains(key) {
            keys.append(key)
        }
        return keys
    }
}
