/// The scheme of the URL a visitor typed; also the value of `X-Forwarded-Proto` the edge sends on.
public enum VisitorScheme: String, Hashable, Sendable, CaseIterable {
    case http
    case https

    /// 80 or 443.
    public var defaultPort: UInt16 {
        switch self {
        case .http: 80
        case .https: 443
        }
    }
}
