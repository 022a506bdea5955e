internal import ChainVerification
internal import OriginProbe

/// The names for a new certificate, limited to those that Cloudflare's Origin CA issues
/// (developers.cloudflare.com/ssl/origin-configuration/origin-ca: at most 200 names, no addresses,
/// `*` for one level).
public struct RequestedNames: Hashable, Sendable {
    /// The names in A-label form, without duplicates, in their original order.
    public let names: [String]

    private static let most = 200
    /// The limit for a base name: file names are limited to 255 bytes, including the extension.
    private static let longestFileName = 200

    /// Reads the names. Throws the reason for the first invalid one.
    init(_ words: [String]) throws(OriginCheckError) {
        var names: [String] = []
        var known: Set<String> = []
        for word in words {
            let name = try Self.name(word)
            if known.insert(name).inserted { names.append(name) }
        }
        guard names.count <= Self.most else {
            throw OriginCheckError(
                .invalidInput, "\(names.count) names: Origin CA takes at most \(Self.most)",
                hint: "use wildcards or several certificates")
        }
        self.names = names
    }

    /// The base name of the certificate's files: `example.com`, `wildcard.example.com`.
    var fileName: String {
        let first = names.first ?? "certificate"
        let whole = first.hasPrefix("*.") ? "wildcard" + first.dropFirst() : first
        return String(whole.prefix(Self.longestFileName))
    }

    /// The first name that is not a wildcard.
    public var host: String? {
        names.first { !$0.hasPrefix("*") }
    }

    /// The wildcards' parent names that no requested name covers.
    public var uncoveredParents: [String] {
        names.filter { $0.hasPrefix("*.") }.map { String($0.dropFirst(2)) }.filter { parent in
            let above = parent.drop { $0 != "." }
            return !names.contains(parent) && !names.contains("*" + above)
        }
    }

    private static func name(_ word: String) throws(OriginCheckError) -> String {
        let isWildcard = word.hasPrefix("*.")
        let base = isWildcard ? word.dropFirst(2) : word[...]
        if base.contains("*") {
            throw refused(word, "'*' must be the whole first label: '*.example.com'")
        }
        if word.contains("/") || word.contains("@") {
            throw refused(word, "give the name alone, without scheme or path")
        }
        let host: HostName
        do throws(TargetError) {
            let isBracketed = base.hasPrefix("[") && base.hasSuffix("]")
            host = try HostReader.read(isBracketed ? base.dropFirst().dropLast() : base)
        } catch {
            throw refused(word, TerminalText(untrusted: "\(error)").text)
        }
        guard case .name(let ascii, _) = host else {
            throw refused(word, "Origin CA issues for names, not addresses")
        }
        try check(ascii, isWildcard: isWildcard, as: word)
        return isWildcard ? "*." + ascii : ascii
    }

    private static func check(
        _ ascii: String, isWildcard: Bool, as word: String
    ) throws(OriginCheckError) {
        if ascii.contains("_") {
            throw refused(word, "'_' is not allowed in a host name, and no CA signs such a name")
        }
        let labels = ascii.split(separator: ".")
        if labels.contains(where: { $0.hasPrefix("-") || $0.hasSuffix("-") }) {
            throw refused(word, "a label must not begin or end with '-'")
        }
        guard labels.count > 1 else {
            throw refused(
                word,
                isWildcard
                    ? "no CA signs a wildcard directly below a top-level domain"
                    : "a public name has a dot: example.com")
        }
        if PublicSuffixSample.contains(ascii) {
            throw refused(
                word, "\(ascii) is a public suffix: no CA issues for it")
        }
        if isWildcard, ascii.utf8.count > 251 {
            throw refused(word, "with the wildcard it is longer than 253 bytes")
        }
    }

    private static func refused(_ word: String, _ reason: String) -> OriginCheckError {
        OriginCheckError(.invalidInput, "'\(TerminalText(untrusted: word).text)': \(reason)")
    }
}
