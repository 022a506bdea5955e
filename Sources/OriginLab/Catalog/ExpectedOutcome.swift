package import EdgePolicy
package import OriginFacts

/// The expected prediction for visitors of one scheme in one mode; outcomes are spelled as in
/// `EdgeOutcome.id`.
package enum ExpectedOutcome: Hashable, Sendable, ExpressibleByStringLiteral {
    /// This outcome, from all addresses.
    case exactly(String)
    /// Any one of these, from all addresses: what the edge does is not certain.
    case oneOf([String])
    /// Each of these with an equal share of the addresses, in any order; one that is listed twice has
    /// twice the share.
    case mixed([String])

    package init(stringLiteral outcome: String) {
        self = .exactly(outcome)
    }

    /// Every outcome it names.
    package var outcomes: [String] {
        switch self {
        case .exactly(let outcome): [outcome]
        case .oneOf(let outcomes), .mixed(let outcomes): outcomes
        }
    }

    /// As shown in reports: `526`, `525 or unknown`, `200+526`.
    package var text: String {
        switch self {
        case .exactly(let outcome): outcome
        case .oneOf(let outcomes): outcomes.joined(separator: " or ")
        case .mixed(let outcomes): outcomes.joined(separator: "+")
        }
    }

    /// Whether a prediction, as outcomes with their shares of the addresses, is as expected.
    package func isMet(by predicted: [(outcome: String, share: Double)]) -> Bool {
        let shares = Dictionary(predicted.map { ($0.outcome, $0.share) }, uniquingKeysWith: +)
        switch self {
        case .exactly(let outcome):
            return Set(shares.keys) == [outcome]
        case .oneOf(let outcomes):
            return shares.count == 1 && shares.keys.allSatisfy(outcomes.contains)
        case .mixed(let outcomes):
            let part = 1 / Double(outcomes.count)
            let parts = Dictionary(outcomes.map { ($0, part) }, uniquingKeysWith: +)
            return Set(shares.keys) == Set(outcomes)
                && shares.allSatisfy { abs($0.value - (parts[$0.key] ?? 0)) < 0.01 }
        }
    }
}

/// The expected predictions for an origin, in each mode and for each scheme.
package struct ExpectedOutcomes: Hashable, Sendable {
    let off: Pair
    let flexible: Pair
    let full: Pair
    let strict: Pair
    let sslOnly: Pair

    /// One mode: visitors over http and over https.
    struct Pair: Hashable, Sendable {
        let http: ExpectedOutcome
        let https: ExpectedOutcome

        init(_ http: ExpectedOutcome, _ https: ExpectedOutcome) {
            self.http = http
            self.https = https
        }

        static func both(_ expectation: ExpectedOutcome) -> Pair {
            Pair(expectation, expectation)
        }
    }

    package subscript(mode: EncryptionMode, scheme: VisitorScheme) -> ExpectedOutcome {
        let pair =
            switch mode {
            case .off: off
            case .flexible: flexible
            case .full: full
            case .strict: strict
            case .sslOnly: sslOnly
            }
        return scheme == .http ? pair.http : pair.https
    }
}

extension ExpectedOutcomes {
    /// The same in every mode, for every visitor.
    static func everywhere(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: expectation, tls: expectation, validated: expectation)
    }

    /// An origin without redirects, by the outcome of each leg: port 80, TLS with any certificate, TLS
    /// with a validated one. Cloudflare's table of modes says which mode uses which leg
    /// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes).
    static func legs(
        plain: ExpectedOutcome, tls: ExpectedOutcome, validated: ExpectedOutcome
    ) -> ExpectedOutcomes {
        ExpectedOutcomes(
            off: .both(plain), flexible: .both(plain), full: Pair(plain, tls),
            strict: Pair(plain, validated), sslOnly: .both(validated))
    }

    /// The same everywhere; but a port that is slow to answer the first request may leave no time for the
    /// second, with the other `X-Forwarded-Proto`; then its outcome is unknown.
    static func secondQuestionLate(_ outcome: String) -> ExpectedOutcomes {
        let usual = Pair.both(.exactly(outcome))
        let late = ExpectedOutcome.oneOf([outcome, "unknown"])
        return ExpectedOutcomes(
            off: usual, flexible: Pair(.exactly(outcome), late), full: usual, strict: usual,
            sslOnly: Pair(late, .exactly(outcome)))
    }

    /// Only the modes that validate fail.
    static let certificateFault = legs(plain: "200", tls: "200", validated: "526")

    /// Every mode that uses TLS fails, port 80 serves.
    static func overTLS(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: "200", tls: expectation, validated: expectation)
    }

    /// Port 80 fails, TLS serves.
    static func overPlain(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: expectation, tls: "200", validated: "200")
    }

    /// Port 80 redirects to https on the same host: a loop where https visitors are sent to port 80,
    /// otherwise the response of the TLS leg.
    static func redirectToHTTPS(
        tls: ExpectedOutcome = "200", validated: ExpectedOutcome = "200"
    ) -> ExpectedOutcomes {
        ExpectedOutcomes(
            off: .both("loop"), flexible: .both("loop"), full: .both(tls), strict: .both(validated),
            sslOnly: .both(validated))
    }
}
