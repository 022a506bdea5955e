internal import OriginFacts

/// What may be compared with a certificate at all. OpenSSL reads a leading dot as "any name below" and
/// does not mind empty labels, so a name passes here first.
enum HostRules {
    /// The name as it is compared: lower case, without its one trailing dot. Nil for what is no host
    /// name in A-label form (RFC 1123 section 2.1, RFC 5890; underscores are let through) or is an
    /// address.
    static func comparable(_ name: String) -> String? {
        var bytes = Array(name.utf8)
        if bytes.last == 0x2E { bytes.removeLast() }
        guard (1...253).contains(bytes.count) else { return nil }
        var label = 0
        for position in bytes.indices {
            if bytes[position] == 0x2E {
                guard label > 0 else { return nil }
                label = 0
                continue
            }
            guard let folded = folded(bytes[position]), label < 63 else { return nil }
            bytes[position] = folded
            label += 1
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard label > 0 else { return nil }
        // Only an address ends in a digit, or a name nobody has.
        let mayBeAddress = bytes.last.map { (0x30...0x39).contains($0) } ?? false
        return mayBeAddress && IPAddress(text) != nil ? nil : text
    }

    /// Another spelling Pingora accepts: underscores of the first label as hyphens, for names of three
    /// labels and more (`replace_leftmost_underscore` in `pingora-core/src/connectors/tls/mod.rs`). Nil
    /// when there is none.
    static func hyphenated(_ name: String) -> String? {
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, parts[1].utf8.contains(0x2E), parts[0].utf8.contains(0x5F) else {
            return nil
        }
        return parts[0].split(separator: "_", omittingEmptySubsequences: false)
            .joined(separator: "-") + "." + parts[1]
    }

    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: byte
        case 0x41...0x5A: byte | 0x20
        default: nil
        }
    }
}
