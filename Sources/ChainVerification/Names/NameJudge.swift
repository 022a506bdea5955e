internal import COpenSSL
internal import OpenSSLSupport
package import OriginFacts

/// Compares a leaf's names with the acceptable names, independently of the path.
struct NameJudge {
    private static let maximumListed = 100

    private let leaf: CertificateHandle
    private let names: AcceptableNames
    private let hasAlternativeNames: Bool

    init(_ leaf: CertificateHandle, for names: AcceptableNames) {
        self.leaf = leaf
        self.names = names
        hasAlternativeNames = leaf.hasAlternativeNames
    }

    /// Returns the result for the edge and for browsers.
    func rule() -> NameRuling {
        switch names.requested {
        case .name(let ascii, _):
            return rule(requested: NameMatching.comparable(ascii))
        case .address(let address):
            guard matches(address) else { return ruling(.refused, .none, browser: false) }
            return ruling(.accepted, .requested(entry: address.description), browser: true)
        }
    }

    /// The defect if no name matches.
    var mismatch: ChainDefect {
        .nameMismatch(wanted: wanted, present: Array(present.prefix(Self.maximumListed)))
    }

    /// The defect for a browser, which has only the requested name.
    var browserMismatch: ChainDefect {
        .nameMismatch(
            wanted: [names.requested.ascii], present: Array(present.prefix(Self.maximumListed)))
    }

    private func rule(requested: String?) -> NameRuling {
        let spellings = spellings(requested)
        for spelling in spellings {
            guard let entry = entry(matching: spelling.text, commonName: !hasAlternativeNames)
            else { continue }
            let match: NameMatch =
                spelling.isTarget
                ? .target(name: spelling.name, entry: entry) : .requested(entry: entry)
            let edge = edge(of: spelling)
            let isSettled = edge == .accepted && !spelling.isTarget
            return ruling(edge, match, browser: isSettled || isBrowserMatch(requested))
        }
        let hasCommonName =
            hasAlternativeNames
            && spellings.contains { entry(matching: $0.text, commonName: true) != nil }
        return ruling(
            hasCommonName ? .unknown : .refused, .none, browser: isBrowserMatch(requested))
    }

    private func edge(of spelling: Spelling) -> NameRuling.Edge {
        if spelling.text != spelling.name { return .acceptedAsHyphen(name: spelling.name) }
        return hasAlternativeNames ? .accepted : .acceptedByCommonName
    }

    private func ruling(
        _ edge: NameRuling.Edge, _ match: NameMatch, browser: Bool
    ) -> NameRuling {
        NameRuling(edge: edge, match: match, isBrowserMatch: browser)
    }

    /// One spelling of an acceptable name.
    private struct Spelling {
        let name: String
        let text: String
        let isTarget: Bool
    }

    /// Returns the spellings to try: the requested name first, and each name before its other
    /// spelling.
    private func spellings(_ requested: String?) -> [Spelling] {
        let targets = names.targets.compactMap(NameMatching.comparable).filter { $0 != requested }
        let all = (requested.map { [($0, false)] } ?? []) + targets.map { ($0, true) }
        return all.flatMap { name, isTarget in
            [name, NameMatching.hyphenated(name)].compactMap(\.self).map {
                Spelling(name: name, text: $0, isTarget: isTarget)
            }
        }
    }

    /// Returns the entry that matches by OpenSSL's rules without partial wildcards. The CN counts
    /// only if OpenSSL allows it and `commonName` is set.
    private func entry(matching name: String, commonName: Bool) -> String? {
        let flags =
            X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS
            | (commonName ? 0 : X509_CHECK_FLAG_NEVER_CHECK_SUBJECT)
        var entry: UnsafeMutablePointer<CChar>?
        let found = X509_check_host(
            leaf.pointer, name, name.utf8.count, UInt32(flags), &entry)
        defer { fs_OPENSSL_free(entry) }
        guard found == 1, let entry else { return nil }
        return String(cString: entry)
    }

    private func matches(_ address: IPAddress) -> Bool {
        let bytes = address.bytes
        return X509_check_ip(leaf.pointer, bytes, bytes.count, 0) == 1
    }

    /// Whether the name matches for a browser. Browsers require the SAN, and accept `_` in the
    /// label that a wildcard covers.
    private func isBrowserMatch(_ name: String?) -> Bool {
        guard hasAlternativeNames, let name else { return false }
        if entry(matching: name, commonName: false) != nil { return true }
        guard name.utf8.contains(0x5F), let dot = name.utf8.firstIndex(of: 0x2E) else {
            return false
        }
        return entry(matching: "x" + name[dot...], commonName: false)?.hasPrefix("*.") ?? false
    }

    private var wanted: [String] {
        [names.requested.ascii] + names.targets.filter { $0 != names.requested.ascii }
    }

    private var present: [String] {
        guard let names = leaf.alternativeNames else { return leaf.commonNames }
        return names.dns
            + names.addresses.compactMap { IPAddress(bytes: $0)?.description }
    }
}

/// The result of comparing a leaf's names with the acceptable ones.
struct NameRuling {
    /// The meaning of the comparison for the edge.
    enum Edge: Hashable {
        /// Matched by the SAN.
        case accepted
        /// Matched by the CN, without a SAN extension.
        case acceptedByCommonName
        /// Matched by the SAN, with `_` read as `-`.
        case acceptedAsHyphen(name: String)
        /// Matched only by the CN, next to a SAN without a dNSName. OpenSSL falls back to the CN,
        /// but BoringSSL (crypto/x509/v3_utl.cc do_x509_check) does not. The documentation does not
        /// say which applies.
        case unknown
        case refused
    }

    let edge: Edge
    let match: NameMatch
    /// Whether a browser accepts the certificate for the requested host.
    let isBrowserMatch: Bool

    /// The result if no name is checked.
    static let notAsked = NameRuling(edge: .accepted, match: .none, isBrowserMatch: true)
}

/// The names accepted in a certificate: "requested or target hostname"
/// (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict).
package struct AcceptableNames: Hashable, Sendable {
    /// The host of the visitor's URL.
    package var requested: HostName
    /// The contents of proxied CNAME records, if known, as spelled in DNS.
    package var targets: [String]

    package init(requested: HostName, targets: [String] = []) {
        self.requested = requested
        self.targets = targets
    }
}
