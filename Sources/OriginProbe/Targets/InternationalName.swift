internal import CIDN2
internal import Glibc

/// Internationalised names by UTS 46, non-transitional, with IDNA2008's tests (RFC 5891).
enum InternationalName {
    /// The A-label form of a name with characters outside ASCII.
    static func ascii(_ name: String) throws(TargetError) -> String {
        let flags = Int32(IDN2_NONTRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue)
        var output: UnsafeMutablePointer<CChar>?
        let status = idn2_to_ascii_8z(name, &output, flags)
        defer { free(output) }
        guard status == IDN2_OK.rawValue, let output else {
            throw .notInternational(host: name, reason: String(cString: idn2_strerror(status)))
        }
        return String(cString: output)
    }

    /// What a person reads for a name in A-label form; the name itself where a label cannot be read or
    /// does not lead back to itself, as one that decodes to a control character.
    static func unicode(_ ascii: String) -> String {
        guard hasALabel(ascii) else { return ascii }
        var output: UnsafeMutablePointer<CChar>?
        let status = idn2_to_unicode_8z8z(ascii, &output, 0)
        defer { free(output) }
        guard status == IDN2_OK.rawValue, let output else { return ascii }
        let unicode = String(cString: output)
        return (try? self.ascii(unicode)) == ascii ? unicode : ascii
    }

    /// Whether a label starts with `xn--` (RFC 5890 section 2.3.2.1).
    private static func hasALabel(_ ascii: String) -> Bool {
        var rest = ascii.utf8[...]
        while !rest.starts(with: prefix) {
            guard let dot = rest.firstIndex(of: 0x2E) else { return false }
            rest = rest[dot...].dropFirst()
        }
        return true
    }

    private static let prefix = Array("xn--".utf8)
}
