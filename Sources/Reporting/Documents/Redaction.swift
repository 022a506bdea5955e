package import DataFormats
public import OriginFacts

/// Stable pseudonyms for the owner's addresses: `origin-1`, `origin-2`, … in the order of the
/// observation. They are applied to finished strings, so Location values, commands and names that
/// contain an address are also covered (`ec2-203-0-113-10.…`, `10.113.0.203.in-addr.arpa`).
public struct Redaction: Sendable {
    private let pseudonyms: [IPAddress: String]
    /// The names that lead to the origin (`--connect-to` and its CNAME chain), in lower case.
    private let names: [(name: String, pseudonym: String)]
    /// The spellings of IPv4 addresses inside names.
    private let spellings: [(spelling: String, pseudonym: String)]

    /// Creates pseudonyms for every address and origin name in the observation. The edge's own
    /// addresses are public and remain unchanged.
    public init(_ observation: OriginObservation) {
        var pseudonyms: [IPAddress: String] = [:]
        for address in Redaction.secrets(observation) where pseudonyms[address] == nil {
            pseudonyms[address] = "origin-\(pseudonyms.count + 1)"
        }
        self.pseudonyms = pseudonyms
        spellings = pseudonyms.sorted { $0.key < $1.key }.flatMap { address, pseudonym in
            Redaction.spellings(of: address).map { ($0, pseudonym) }
        }
        names = Redaction.originNames(observation).enumerated().map { index, name in
            (name, "origin-name-\(index + 1)")
        }
    }

    /// Creates pseudonyms for the given addresses.
    public init(addresses: [IPAddress]) {
        var pseudonyms: [IPAddress: String] = [:]
        for address in addresses where pseudonyms[address] == nil {
            pseudonyms[address] = "origin-\(pseudonyms.count + 1)"
        }
        self.pseudonyms = pseudonyms
        names = []
        spellings = pseudonyms.sorted { $0.key < $1.key }.flatMap { address, pseudonym in
            Redaction.spellings(of: address).map { ($0, pseudonym) }
        }
    }

    /// Returns the pseudonym of the given address; nil if the address is not secret.
    public func pseudonym(of address: IPAddress) -> String? {
        pseudonyms[address]
    }

    /// Returns the text with every secret replaced.
    public func apply(_ text: String) -> String {
        guard !pseudonyms.isEmpty || !names.isEmpty else { return text }
        var text = replaceLiterals(text)
        for (name, pseudonym) in names { text = text.replacing(word: name, with: pseudonym) }
        for (spelling, pseudonym) in spellings {
            text = text.replacing(word: spelling, with: pseudonym)
        }
        return text
    }

    /// Returns the document with every secret replaced in every string.
    package func apply(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .digits, .number: value
        case .string(let text): .string(apply(text))
        case .array(let items): .array(items.map(apply))
        case .object(let members):
            .object(JSONMembers(pairs: members.pairs.map { (apply($0), apply($1)) }))
        }
    }
}

extension Redaction {
    private func apply(_ name: JSONName) -> JSONName {
        switch name {
        case .word: name
        case .text(let text): .text(apply(text))
        }
    }

    private static func secrets(_ observation: OriginObservation) -> [IPAddress] {
        let edge = observation.addresses.filter { $0.handshake == .notTested(.edgeAddress) }
        let edgeOwned = Set(edge.map(\.address))
        var all = observation.addresses.map(\.address)
        if case .given(let addresses) = observation.target.addressing { all += addresses }
        if case .address(let address) = observation.target.host { all.append(address) }
        all += observation.live == nil ? observation.dns?.addresses ?? [] : []
        for seen in observation.addresses {
            all += seen.chain.flatMap(\.subjectAltNames.addresses)
        }
        return all.filter { !edgeOwned.contains($0) }
    }

    private static func originNames(_ observation: OriginObservation) -> [String] {
        guard case .connectTo(let host) = observation.target.addressing,
            case .name(let ascii, _) = host, host != observation.target.host
        else { return [] }
        var names = [ascii]
        for alias in observation.dns?.aliases ?? [] where !names.contains(alias) {
            names.append(alias)
        }
        return names.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// Returns the address in dashed form, and reversed for in-addr.arpa. IPv6 has no common
    /// spelling inside names.
    private static func spellings(of address: IPAddress) -> [String] {
        guard address.family == .ipv4 else { return [] }
        let parts = address.bytes.map(String.init)
        let reversed = Array(parts.reversed())
        return [
            parts.joined(separator: "-"), reversed.joined(separator: "-"),
            reversed.joined(separator: ".") + ".in-addr.arpa",
        ]
    }

    /// Replaces every run of address characters that spells a secret address in any form.
    private func replaceLiterals(_ text: String) -> String {
        var result = ""
        var run = ""
        for character in text + "\0" {
            if character.isAddressPart {
                run.append(character)
            } else {
                result += pseudonymOfRun(run)
                run = ""
                result.append(character)
            }
        }
        result.removeLast()
        return result
    }

    /// Returns the run with its address replaced. A run may end in a full stop or colon from the
    /// sentence, or in `:port` after IPv4.
    private func pseudonymOfRun(_ run: String) -> String {
        guard run.utf8.count >= 2, run.utf8.count <= 64 else { return run }
        if let found = secret(run) { return found }
        for mark in [".", ":"] where run.hasSuffix(mark) {
            if let found = secret(String(run.dropLast())) { return found + mark }
        }
        if let colon = run.lastIndex(of: ":"), let found = secret(String(run[..<colon])),
            run[..<colon].utf8.contains(0x2E)
        {
            return found + run[colon...]
        }
        return run
    }

    private func secret(_ text: String) -> String? {
        guard let address = IPAddress(text) else { return nil }
        if let found = pseudonyms[address] { return found }
        guard case .v6(let high, let low) = address, high == 0, low >> 32 == 0xFFFF else {
            return nil
        }
        return pseudonyms[.v4(UInt32(truncatingIfNeeded: low))]
    }
}

extension Character {
    /// Whether the character is a hexadecimal digit, a dot or a colon.
    fileprivate var isAddressPart: Bool {
        switch self {
        case "0"..."9", "a"..."f", "A"..."F", ".", ":": true
        default: false
        }
    }
}

extension String {
    /// Replaces whole words, ignoring ASCII case; a letter or digit on either side prevents a
    /// match.
    fileprivate func replacing(word: String, with replacement: String) -> String {
        let (bytes, wanted) = (Array(utf8), Array(word.lowercased().utf8))
        guard !wanted.isEmpty, bytes.count >= wanted.count else { return self }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let end = index + wanted.count
            let isWhole =
                end <= bytes.count && bytes[index..<end].elementsEqual(wanted) { $0.lowered == $1 }
                && (index == 0 || !bytes[index - 1].isWordPart)
                && (end == bytes.count || !bytes[end].isWordPart)
            if isWhole {
                result += Array(replacement.utf8)
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var lowered: UInt8 {
        (0x41...0x5A).contains(self) ? self + 0x20 : self
    }

    fileprivate var isWordPart: Bool {
        (0x30...0x39).contains(self) || (0x61...0x7A).contains(lowered)
    }
}
