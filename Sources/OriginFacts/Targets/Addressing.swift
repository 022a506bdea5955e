/// Where the origin's addresses come from.
public enum Addressing: Hashable, Sendable {
    /// The host's own A and AAAA records.
    case dns
    /// Given by flag or list: dialled whatever their scope.
    case given([IPAddress])
    /// Another name, resolved in place of the host (`--connect-to`): a CNAME target, a load
    /// balancer's pool member.
    case connectTo(HostName)

    /// Whether the owner named the origin, rather than public DNS.
    public var isGivenByOwner: Bool {
        switch self {
        case .dns: false
        case .given, .connectTo: true
        }
    }
}
