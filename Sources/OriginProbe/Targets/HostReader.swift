package import OriginFacts

/// Reads a host as a user writes it: a name, an IPv4 address, or an IPv6 address without brackets.
package enum HostReader {
    /// The host in its one valid form, or why there is none.
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
        // Full-width digits become plain ones only now.
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

    /// Letters, digits, hyphen, and the underscore that DNS allows and the edge accepts.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "-", "_", ".": true
        default: false
        }
    }

    /// Whether a last label makes browsers read the host as IPv4 (url.spec.whatwg.org,
    /// "ends in a number").
    private static func isNumber(_ label: Substring) -> Bool {
        if label.allSatisfy({ ("0"..."9").contains($0) }) { return true }
        return label.hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}
