package import EdgePolicy
package import OriginFacts

/// What visitors of one scheme must be predicted to get in one mode; outcomes in the spelling of
/// `EdgeOutcome.id`.
package enum ExpectedOutcome: Hashable, Sendable, ExpressibleByStringLiteral {
    /// This, from all addresses.
    case exactly(String)
    /// Any one of these, from all addresses: what the edge does is not settled.
    case oneOf([String])
    /// Each of these from an equal part of the addresses, in any order; one that is there twice has twice
    /// the part.
    case mixed([String])

    package init(stringLiteral outcome: String) {
        self = .exactly(outcome)
    }

    /// Every outcome that is named.
    package var outcomes: [String] {
        switch self {
        case .exactly(let outcome): [outcome]
        case .oneOf(let outcomes), .mixed(let outcomes): outcomes
        }
    }

    /// For people: `526`, `525 or unknown`, `200+526`.
    package var text: String {
        switch self {
        case .exactly(let outcome): outcome
        case .oneOf(let outcomes): outcomes.joined(separator: " or ")
        case .mixed(let outcomes): outcomes.joined(separator: "+")
        }
    }

    /// Whether a prediction, as outcomes with their share of the addresses, is the expected one.
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

/// What visitors must be predicted to get from an origin, in each mode and by each scheme.
package struct ExpectedOutcomes: Hashable, Sendable {
    let off: Pair
    let flexible: Pair
    let full: Pair
    let strict: Pair
    let sslOnly: Pair

    /// One mode: visitors by http and by https.
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

    /// An origin without redirects, by what each leg comes to: port 80; TLS with any certificate; TLS
    /// with a validated one. Which mode asks which leg for whom is Cloudflare's table of modes
    /// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes).
    static func legs(
        plain: ExpectedOutcome, tls: ExpectedOutcome, validated: ExpectedOutcome
    ) -> ExpectedOutcomes {
        ExpectedOutcomes(
            off: .both(plain), flexible: .both(plain), full: Pair(plain, tls),
            strict: Pair(plain, validated), sslOnly: .both(validated))
    }

    /// The same everywhere; but a port that takes long over a first question may leave no time for the
    /// second, with the other `X-Forwarded-Proto`, and then nothing is known.
    static func secondQuestionLate(_ outcome: String) -> ExpectedOutcomes {
        let usual = Pair.both(.exactly(outcome))
        let late = ExpectedOutcome.oneOf([outcome, "unknown"])
        return ExpectedOutcomes(
            off: usual, flexible: Pair(.exactly(outcome), late), full: usual, strict: usual,
            sslOnly: Pair(late, .exactly(outcome)))
    }

    /// Only the modes that validate fail.
    static let certificateFault = legs(plain: "200", tls: "200", validated: "526")

    /// Every mode that speaks TLS fails, port 80 serves.
    static func overTLS(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: "200", tls: expectation, validated: expectation)
    }

    /// Port 80 fails, TLS serves.
    static func overPlain(_ expectation: ExpectedOutcome) -> ExpectedOutcomes {
        legs(plain: expectation, tls: "200", validated: "200")
    }

    /// Port 80 sends everyone to https on the same host: a loop where https visitors come to port 80,
    /// else the answer of the TLS leg.
    static func redirectToHTTPS(
        tls: ExpectedOutcome = "200", validated: ExpectedOutcome = "200"
    ) -> ExpectedOutcomes {
        ExpectedOutcomes(
            off: .both("loop"), flexible: .both("loop"), full: .both(tls), strict: .both(validated),
            sslOnly: .both(validated))
    }
}
