package import EdgePolicy
package import OriginFacts

/// The expected prediction for visitors with one scheme in one mode. Outcomes are spelled as in
/// `EdgeOutcome.id`.
package enum ExpectedOutcome: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The same outcome at all addresses.
    case exactly(String)
    /// Any one of these outcomes at all addresses, because the edge's behaviour is not certain.
    case oneOf([String])
    /// All of these outcomes, in any order and each with an equal share of the addresses. An
    /// outcome that is listed twice has twice the share.
    case mixed([String])

    package init(stringLiteral outcome: String) {
        self = .exactly(outcome)
    }

    /// All outcomes that the expectation names.
    package var outcomes: [String] {
        switch self {
        case .exactly(let outcome): [outcome]
        case .oneOf(let outcomes), .mixed(let outcomes): outcomes
        }
    }

    /// The expectation as shown in reports, such as `526`, `525 or unknown` or `200+526`.
    package var text: String {
        switch self {
        case .exactly(let outcome): outcome
        case .oneOf(let outcomes): outcomes.joined(separator: " or ")
        case .mixed(let outcomes): outcomes.joined(separator: "+")
        }
    }

    /// Returns whether a prediction matches. A prediction consists of outcomes with their shares of
    /// the addresses.
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

/// The expected predictions for an origin in each mode and for each scheme.
package struct ExpectedOutcomes: Hashable, Sendable {
    let off: Pair
    let flexible: Pair
    let full: Pair
    let strict: Pair
    let sslOnly: Pair

    /// The expectations in one mode for visitors over http and over https.
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
    /// Returns the same expectation for every mode and visitor.
    static func everywhere(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: expectation, tls: expectation, validated: expectation)
    }

    /// Returns the expectations for an origin without redirects from the outcome of each leg: port
    /// 80, TLS with any certificate, and TLS with a validated certificate. Cloudflare's table of
    /// modes defines which mode uses which leg
    /// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes).
    static func legs(
        plain: ExpectedOutcome, tls: ExpectedOutcome, validated: ExpectedOutcome
    ) -> ExpectedOutcomes {
        ExpectedOutcomes(
            off: .both(plain), flexible: .both(plain), full: Pair(plain, tls),
            strict: Pair(plain, validated), sslOnly: .both(validated))
    }

    /// Returns the same outcome for every mode and visitor, but allows some outcomes to be unknown.
    /// A port that responds slowly to the first request may leave no time for the second one, which
    /// has the other `X-Forwarded-Proto`.
    static func secondQuestionLate(_ outcome: String) -> ExpectedOutcomes {
        let usual = Pair.both(.exactly(outcome))
        let late = ExpectedOutcome.oneOf([outcome, "unknown"])
        return ExpectedOutcomes(
            off: usual, flexible: Pair(.exactly(outcome), late), full: usual, strict: usual,
            sslOnly: Pair(late, .exactly(outcome)))
    }

    /// The expectations for an origin that fails only in the modes that validate the certificate.
    static let certificateFault = legs(plain: "200", tls: "200", validated: "526")

    /// Returns the expectations for an origin that works on port 80 and has this outcome over TLS.
    static func overTLS(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: "200", tls: expectation, validated: expectation)
    }

    /// Returns the expectations for an origin that works over TLS and has this outcome on port 80.
    static func overPlain(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: expectation, tls: "200", validated: "200")
    }

    /// Returns the expectations for an origin that redirects from port 80 to https on the same
    /// host. The outcome is a loop if the edge connects to port 80 for https visitors, otherwise
    /// the response on the TLS leg.
    static func redirectToHTTPS(
        tls: ExpectedOutcome = "200", validated: ExpectedOutcome = "200"
    ) -> ExpectedOutcomes {
        ExpectedOutcomes(
            off: .both("loop"), flexible: .both("loop"), full: .both(tls), strict: .both(validated),
            sslOnly: .both(validated))
    }
}
