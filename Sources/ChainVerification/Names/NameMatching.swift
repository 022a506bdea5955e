internal import OriginFacts

/// Prepares names for comparison with a certificate. OpenSSL reads a leading dot as "any name
/// below" and accepts empty labels, so names are checked here first.
enum NameMatching {
    /// Returns the name to compare, in lower case and without a trailing dot. Nil for an address,
    /// and for text that is not a host name in A-label form (RFC 1123 section 2.1, RFC 5890;
    /// underscores are allowed).
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
        // Only addresses and invalid names end in a digit.
        let mayBeAddress = bytes.last.map { (0x30...0x39).contains($0) } ?? false
        return mayBeAddress && IPAddress(text) != nil ? nil : text
    }

    /// Returns another spelling that Pingora accepts, with hyphens for underscores in the first
    /// label of a name with three or more labels (`replace_leftmost_underscore` in
    /// `pingora-core/src/connectors/tls/mod.rs`). Nil if there is none.
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

/// The form of a dNSName in a certificate (RFC 5280 section 4.2.1.6). A sound name has the
/// preferred name syntax of RFC 1034. A wildcard is sound only as the whole first label (RFC 6125
/// section 6.4.3).
enum DNSNameForm: Hashable {
    case sound
    /// A name that is sound except for an underscore.
    case underscore
    /// A wildcard that is the whole name or covers a top-level domain: `*`, `*.com`.
    case wildcardOverOneLabel
    case malformed

    /// Determines the form of a name.
    init(_ name: some Collection<UInt8>) {
        guard (1...253).contains(name.count) else {
            self = .malformed
            return
        }
        let isWildcard = name.elementsEqual([0x2A]) || name.starts(with: [0x2A, 0x2E])
        let labels = isWildcard ? name.dropFirst(2) : name.dropFirst(0)
        if isWildcard, labels.isEmpty, name.count > 1 {
            self = .malformed
        } else if isWildcard, !labels.contains(0x2E), !labels.contains(0x2A) {
            self = .wildcardOverOneLabel
        } else {
            self = DNSNameForm.form(ofLabels: labels)
        }
    }

    private static func form(ofLabels text: some Collection<UInt8>) -> DNSNameForm {
        var length = 0
        var hasUnderscore = false
        for byte in text {
            switch byte {
            case 0x2E:
                guard length > 0 else { return .malformed }
                length = -1
            case 0x5F: hasUnderscore = true
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: break
            default: return .malformed
            }
            length += 1
            guard length <= 63 else { return .malformed }
        }
        guard length > 0 else { return .malformed }
        return hasUnderscore ? .underscore : .sound
    }
}

extension UInt8 {
    /// The byte in lower case if it is an ASCII letter, as DNS compares names (RFC 4343).
    var asciiLowercased: UInt8 {
        (0x41...0x5A).contains(self) ? self | 0x20 : self
    }
}
