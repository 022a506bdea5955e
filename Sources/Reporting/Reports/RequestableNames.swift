/// Which names a request for an Origin CA certificate can hold, and which it cannot: domain names with at most
/// one wildcard in front, no addresses, no underscores (developers.cloudflare.com/ssl/origin-configuration/origin-ca).
struct RequestableNames {
    /// The most names a certificate takes.
    private static let most = 200

    private(set) var names: [String] = []
    private(set) var others: [String] = []

    /// Sorts the names, each once, in order; `none` stands for no name at all.
    init(_ names: [String]) {
        for name in names where name != "none" {
            if Self.isDomain(name), self.names.count < Self.most {
                if !self.names.contains(name) { self.names.append(name) }
            } else if !others.contains(name) {
                others.append(name)
            }
        }
    }

    private static func isDomain(_ name: String) -> Bool {
        let base = name.hasPrefix("*.") ? name.dropFirst(2) : name[...]
        let labels = base.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, base.utf8.count <= 251, labels.allSatisfy(isLabel) else {
            return false
        }
        return labels.last.map { !$0.utf8.allSatisfy(isDigit) } ?? false
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let isPlain = label.utf8.allSatisfy { byte in
            isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D
        }
        return isPlain && (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
            && !label.hasSuffix("-")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }
}
