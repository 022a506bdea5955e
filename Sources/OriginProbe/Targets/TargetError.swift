/// The reason why a text is not a target. `description` also tells the user how to correct it.
package enum TargetError: Error, Hashable, Sendable {
    case empty
    /// The text is longer than the limit of 8,192 bytes.
    case tooLong(bytes: Int)
    case controlCharacter
    case space
    /// A URL with a scheme other than http and https.
    case unsupportedScheme(String)
    /// A user name or password before the host. It is never read, so it cannot leak into a report.
    case userInformation
    case missingHost
    case emptyLabel(host: String)
    /// A label longer than 63 bytes in its A-label form (RFC 1035 section 2.3.4).
    case labelTooLong(host: String)
    /// A name longer than 253 bytes in its A-label form.
    case nameTooLong(host: String)
    /// A name that begins with a hyphen (RFC 1123 section 2.1), which would look like an option.
    case leadingHyphen(host: String)
    /// A URL or `host:port` where only a host is expected.
    case notAlone(String)
    case badCharacter(Character, host: String)
    /// A name that is invalid under IDNA. `reason` is libidn2's own text.
    case notInternational(host: String, reason: String)
    /// A host that ends in a number but is not a dotted decimal IPv4 address, such as `127.1`,
    /// `0177.0.0.1` or `999.1.1.1`.
    case badAddress(String)
    /// An IPv6 address with a zone, such as `fe80::1%eth0`.
    case zone(String)
    /// A port that is not a number from 1 to 65535.
    case badPort(String)
    /// A bracket without its counterpart, or text between the closing bracket and the port.
    case badBrackets(String)
    /// A pattern such as `*.example.com`, which is not a single host.
    case wildcard(host: String)
    /// A block such as `192.0.2.0/24`, which is not a single host.
    case block(String)
}

extension TargetError: CustomStringConvertible {
    /// The problem and how to correct it.
    package var description: String {
        switch self {
        case .empty: "no host given: write a name such as example.com"
        case .tooLong(let bytes): "\(bytes) bytes are too long for a target: the limit is 8192"
        case .controlCharacter: "a control character is in the target: remove it"
        case .space: "it contains a space: give one host at a time"
        case .unsupportedScheme(let scheme): "scheme \(scheme) is not http or https"
        case .userInformation: "user names and passwords are not read from a URL: leave them out"
        case .missingHost: "no host in the URL: write https://example.com/"
        case .emptyLabel(let host): "\(host) has an empty label: two dots in a row, or one in front"
        case .labelTooLong(let host): "\(host) has a label over 63 bytes"
        case .nameTooLong(let host): "\(host) is over 253 bytes"
        case .leadingHyphen(let host): "\(host) begins with a hyphen, which no host name does"
        case .notAlone(let text):
            "\(text) is more than a host: write the name alone, without scheme, port or path"
        case .badCharacter(" ", let host): "'\(host)' contains a space: write the name alone"
        case .badCharacter(let character, let host):
            "\(host) contains \(character), which is not allowed in a host name"
        case .notInternational(let host, let reason): "\(host) is not a valid name: \(reason)"
        case .badAddress(let text):
            "\(text) is not an IPv4 address: write four decimal numbers from 0 to 255"
        case .zone(let text): "\(text) has a zone: give the address without it"
        case .badPort(let text): "\(text) is not a port: write a number from 1 to 65535"
        case .badBrackets(let text): "\(text) has unmatched brackets: write [2001:db8::1]:443"
        case .wildcard(let host): "\(host) is a pattern: give one host it covers"
        case .block(let text): "\(text) is a block of addresses: give one host"
        }
    }
}
