internal import ChainVerification

/// How long before expiry a certificate counts as expiring soon.
public enum ExpiryThreshold: Hashable, Sendable {
    /// 20 % of the lifetime, at most 14 days.
    case usual
    case seconds(Int64, word: String)
    /// A percentage of the lifetime.
    case percent(Int64)

    private static let longestDays: Int64 = 3_650

    /// The error for a text in none of the three forms.
    public struct Unreadable: Error, CustomStringConvertible {
        public let description =
            "expected days (14d), hours (36h) or a share of the lifetime (20%), above 0"
    }

    /// Reads `14d`, `36h` or `20%`.
    public init(reading argument: String) throws(Unreadable) {
        guard let unit = argument.last, let number = Int64(argument.dropLast()), number > 0,
            argument.first?.isNumber == true
        else { throw Unreadable() }
        switch unit {
        case "%" where number <= 100: self = .percent(number)
        case "d" where number <= Self.longestDays:
            self = .seconds(number * 86_400, word: argument)
        case "h" where number <= Self.longestDays * 24:
            self = .seconds(number * 3_600, word: argument)
        default: throw Unreadable()
        }
    }

    /// The threshold as written on the command line; nil for the default.
    package var word: String? {
        switch self {
        case .usual: nil
        case .seconds(_, let word): word
        case .percent(let percent): "\(percent)%"
        }
    }

    /// The chain judge's limits for this threshold.
    var limits: JudgeLimits {
        var limits = JudgeLimits()
        switch self {
        case .usual: break
        case .seconds(let seconds, _):
            limits.expirySharePercent = 100
            limits.expirySeconds = seconds
        case .percent(let percent):
            limits.expirySharePercent = percent
            limits.expirySeconds = .max
        }
        return limits
    }
}
