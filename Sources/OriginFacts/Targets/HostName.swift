/// The host a visitor asks for: already valid, lower case, in A-label form, without a trailing dot.
public enum HostName: Hashable, Sendable {
    /// `ascii` is what goes into DNS, SNI and Host; `unicode` is what a person reads (the same text
    /// when the name has no internationalised label). See RFC 5890 for A-labels.
    case name(ascii: String, unicode: String)
    case address(IPAddress)

    /// What goes on the wire: the A-label form, or the address without brackets.
    public var ascii: String {
        switch self {
        case .name(let ascii, _): ascii
        case .address(let address): address.description
        }
    }

    /// The form inside a URL or a Host header: an IPv6 address in brackets.
    public var inURL: String {
        switch self {
        case .name(let ascii, _): ascii
        case .address(let address):
            address.family == .ipv6 ? "[\(address)]" : address.description
        }
    }
}
