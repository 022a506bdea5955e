internal import OriginFacts

/// The machine's own table of names, read once (hosts(5)); it is asked before any resolver.
package struct HostsFile: Sendable {
    private var addresses: [String: [IPAddress]] = [:]

    /// Reads the text of a hosts file; lines it cannot read are passed over.
    package init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard let first = fields.first, let address = IPAddress(first) else { continue }
            for name in fields.dropFirst() {
                addresses[name.lowercased(), default: []].append(address)
            }
        }
    }

    /// `/etc/hosts`; empty when it cannot be read.
    package static func system() -> HostsFile {
        HostsFile(SmallFile.text(at: "/etc/hosts") ?? "")
    }

    /// What the table says of a name; nil when it does not know it. As with glibc's `files`, a name
    /// listed for one family has no address of the other.
    func facts(of name: String, families: Set<IPAddress.Family>) -> DNSFacts? {
        guard let known = addresses[name] else { return nil }
        func answer(_ family: IPAddress.Family) -> DNSAnswer {
            guard families.contains(family) else { return .notAsked }
            let found = known.filter { $0.family == family }
            return found.isEmpty ? .noData : .addresses(found)
        }
        return DNSFacts(name: name, ipv4: answer(.ipv4), ipv6: answer(.ipv6))
    }
}
