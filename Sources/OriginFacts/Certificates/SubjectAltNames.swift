/// The names of the SAN extension (RFC 5280 section 4.2.1.6).
public enum SubjectAltNames: Hashable, Sendable {
    case absent
    /// `dns` may hold bytes no name should; `other` counts names of further kinds.
    case present(dns: [String], addresses: [IPAddress], other: Int)

    public var dnsNames: [String] {
        switch self {
        case .absent: []
        case .present(let dns, _, _): dns
        }
    }

    public var addresses: [IPAddress] {
        switch self {
        case .absent: []
        case .present(_, let addresses, _): addresses
        }
    }
}
