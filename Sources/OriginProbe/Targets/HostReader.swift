internal import CIDN2
internal import Glibc
package import OriginFacts

/// Parses a host as a user writes it: a name, an IPv4 address, or an IPv6 address without brackets.
package enum HostReader {
    /// Returns the host in its canonical form.
    package static func read(_ text: some StringProtocol) throws(TargetError) -> HostName {
        let text = String(text)
        guard !text.isEmpty else { throw .missingHost }
        if text.utf8.contains(0x3A) { return try ipv6(text) }
        if let address = IPAddress(text) { return .address(address) }
        return try name(text)
    }

    private static func ipv6(_ text: String) throws(TargetError) -> HostName {
        let isURL = text.utf8.contains { [0x2F, 0x5B, 0x5D].contains($0) }
        if isURL || text.utf8.count(where: { $0 == 0x3A }) == 1 { throw .notAlone(text) }
        if text.utf8.contains(0x25) { throw .zone(text) }
        guard let address = IPAddress(text) else { throw .badAddress(text) }
        return .address(address)
    }

    private static func name(_ text: String) throws(TargetError) -> HostName {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        var ascii = isASCII ? text : try InternationalName.ascii(text)
        ascii = ascii.lowercased()
        if ascii.hasSuffix(".") { ascii.removeLast() }
        // Full-width digits have become ASCII digits only now, so the name may turn out to be an
        // address.
        if !isASCII, let address = IPAddress(ascii) { return .address(address) }
        try check(ascii, as: text)
        return .name(ascii: ascii, unicode: InternationalName.unicode(ascii))
    }

    private static func check(_ ascii: String, as text: String) throws(TargetError) {
        guard !ascii.isEmpty else { throw .missingHost }
        if ascii.hasPrefix("*") { throw .wildcard(host: text) }
        if ascii.hasPrefix("-") { throw .leadingHyphen(host: text) }
        if ascii.utf8.contains(0x2F) { throw .notAlone(text) }
        if let bad = ascii.unicodeScalars.first(where: { !isAllowed($0) }) {
            throw .badCharacter(Character(bad), host: text)
        }
        guard ascii.utf8.count <= 253 else { throw .nameTooLong(host: text) }
        let labels = ascii.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard labels.allSatisfy({ !$0.isEmpty }) else { throw .emptyLabel(host: text) }
        guard labels.allSatisfy({ $0.count <= 63 }) else { throw .labelTooLong(host: text) }
        if let last = labels.last, isNumber(Substring(last)) { throw .badAddress(text) }
    }

    /// Returns whether a character is a letter, a digit, a dot, a hyphen, or the underscore, which
    /// DNS allows and the edge accepts.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-", "_", ".": true
        default: false
        }
    }

    /// Returns whether browsers read a host with this last label as an IPv4 address
    /// (url.spec.whatwg.org, "ends in a number").
    private static func isNumber(_ label: Substring) -> Bool {
        if label.allSatisfy({ ("0"..."9").contains($0) }) { return true }
        return label.hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}

/// Converts internationalised names as defined in UTS 46 (non-transitional), with the checks of
/// IDNA2008 (RFC 5891).
enum InternationalName {
    /// Returns the A-label form of a name with characters outside ASCII.
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

    /// Returns the readable form of a name in A-label form. Returns the name unchanged if a label
    /// cannot be decoded, or if encoding the decoded label does not give the same label again, as
    /// with a control character.
    static func unicode(_ ascii: String) -> String {
        guard hasALabel(ascii) else { return ascii }
        var output: UnsafeMutablePointer<CChar>?
        let status = idn2_to_unicode_8z8z(ascii, &output, 0)
        defer { free(output) }
        guard status == IDN2_OK.rawValue, let output else { return ascii }
        let unicode = String(cString: output)
        return (try? self.ascii(unicode)) == ascii ? unicode : ascii
    }

    /// Returns whether a label starts with `xn--` (RFC 5890 section 2.3.2.1).
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

/// Parses port numbers.
enum PortReader {
    /// Returns a port from 1 to 65535, which must be written in plain decimal digits.
    static func read(_ text: some StringProtocol) throws(TargetError) -> UInt16 {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text),
            port > 0
        else { throw .badPort(String(text)) }
        return port
    }
}
