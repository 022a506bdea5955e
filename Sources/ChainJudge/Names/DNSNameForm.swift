/// The form of a dNSName as it stands in a certificate (RFC 5280 section 4.2.1.6: the preferred name syntax
/// of RFC 1034; a wildcard only as the whole first label, RFC 6125 section 6.4.3).
enum DNSNameForm: Hashable {
    case sound
    /// Sound but for an underscore.
    case underscore
    /// A wildcard alone or over a single label: `*`, `*.com`.
    case wildcardOverOneLabel
    case malformed

    /// Reads the form of that name.
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
