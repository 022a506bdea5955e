/// Why something was not looked at: ours or the plan's doing, never the origin's fault.
public enum NotTested: Hashable, Sendable {
    /// This machine has no route for the address family.
    case noRouteFromHere(IPAddress.Family)
    /// A private, loopback or reserved address that came out of DNS.
    case guardedAddress(AddressScope)
    /// The address belongs to Cloudflare's edge: it is not the origin.
    case edgeAddress
    /// Left out by `-4`, `-6` or `--first-ip`.
    case excludedByOption
    /// More addresses than are dialled for one target.
    case overLimit
    /// The target's deadline came first.
    case outOfTime
    /// It answered before and has stopped: a firewall there has had enough of us.
    case banned
    /// What comes before it failed.
    case notReached
    /// This machine ran out of something: descriptors, ports, memory. `errno` as the system names it.
    case localResource(errno: Int32)
}
