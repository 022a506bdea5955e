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

    /// Whether a key that was given belongs to the certificate.
    public enum KeyMatch: Hashable, Sendable {
        case notGiven
        case matches
        case differs
    }

    /// The forecast for a mode. nginx and Apache take the first certificate of the file for the server's
    /// own and do not start when its key is another (nginx.org, ssl_certificate).
    public static func of(
        _ strict: ChainRuling, key: KeyMatch, isLeafFirst: Bool, in mode: EncryptionMode
    ) -> FileForecast {
        if key == .differs || !isLeafFirst { return .serverFails }
        guard case .tls(let rule) = RouteTable.route(mode, visitor: .https, port: 443) else {
            return .notUsed
        }
        switch (rule, strict) {
        case (.any, _), (.validated, .accepted): return .works
        case (.validated, .rejected): return .refused
        case (.validated, .uncertain): return .unknown
        }
    }
}
