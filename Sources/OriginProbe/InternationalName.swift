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
        guard ascii.hasPrefix("xn--") || ascii.contains(".xn--") else { return ascii }
        var output: UnsafeMutablePointer<CChar>?
        let status = idn2_to_unicode_8z8z(ascii, &output, 0)
        defer { free(output) }
        guard status == IDN2_OK.rawValue, let output else { return ascii }
        let unicode = String(cString: output)
        return (try? self.ascii(unicode)) == ascii ? unicode : ascii
    }
}
