public import OriginFacts

/// What https visitors would get in one mode if a server used these certificate files, as far as the files
/// decide it.
public enum FileForecast: Hashable, Sendable {
    /// The mode asks the origin in clear text.
    case notUsed
    /// Nothing in the files stands against it.
    case works
    /// 526 (developers.cloudflare.com, error-526).
    case refused
    /// The server does not start with these files, so nothing answers: 521.
    case serverFails
    case unknown

    /// The forecast for a mode. nginx and Apache take the first certificate of the file for the server's
    /// own and do not start when its key is another (nginx.org, ssl_certificate): `startsUp` is false then.
    public static func of(
        _ strict: ChainRuling, startsUp: Bool, in mode: EncryptionMode
    ) -> FileForecast {
        guard startsUp else { return .serverFails }
        guard case .tls(let rule) = RouteTable.route(mode, visitor: .https, port: 443) else {
            return .notUsed
        }
        switch (rule, strict) {
        case (.any, _), (.validated, .accepted): return .works
        case (.validated, .rejected): return .refused
        case (.validated, .uncertain): return .unknown
        }
    }

    /// Worse forecasts have a higher rank.
    var rank: Int {
        switch self {
        case .notUsed: 0
        case .works: 1
        case .unknown: 2
        case .refused: 3
        case .serverFails: 4
        }
    }
}
