internal import OriginFacts

/// Compares the sites on both ports for an https visitor. Cloudflare's automatic mode makes this
/// check before it upgrades a zone (developers.cloudflare.com/ssl/origin-configuration/ssl-modes).
enum ContentComparison {
    /// Returns the first difference. Nil if there is none, or if one side cannot be compared
    /// because it gave no response or redirects to the other.
    static func difference(_ seen: AddressObservation, target: Target) -> ContentDifference? {
        let key = { ExchangeKey(leg: $0, forwarded: .https, path: target.path) }
        guard let plain = seen[key(.plain)]?.answer, let tls = seen[key(.tls)]?.answer,
            !changesScheme(plain, target, to: .https), !changesScheme(tls, target, to: .http)
        else { return nil }
        if plain.isRedirect, tls.isRedirect {
            return plain.location == tls.location
                ? nil : .redirect(plain: plain.location, tls: tls.location)
        }
        if plain.status != tls.status { return .status(plain: plain.status, tls: tls.status) }
        if plain.title != tls.title { return .title(plain: plain.title, tls: tls.title) }
        guard plain.title == nil, plain.body.sha256 != tls.body.sha256 else { return nil }
        return .body(plainBytes: plain.body.bytesRead, tlsBytes: tls.body.bytesRead)
    }

    /// Whether the two sites differ so much that visitors must not be moved from one to the other.
    static func isOtherSite(_ seen: AddressObservation, target: Target) -> Bool {
        switch difference(seen, target: target) {
        case .status, .redirect, .title: true
        case .body, nil: false
        }
    }

    private static func changesScheme(
        _ answer: HTTPAnswer, _ target: Target, to scheme: VisitorScheme
    ) -> Bool {
        guard answer.isRedirect, let location = answer.location else { return false }
        let destination = RedirectTarget(
            location: location, from: .https, path: target.path, target: target)
        switch destination {
        case .sameHost(let next, _): return next == scheme
        case .elsewhere, .notFollowable: return false
        }
    }
}

/// The first difference between the content of port 80 and the content over TLS.
public enum ContentDifference: Hashable, Sendable {
    case status(plain: Int, tls: Int)
    case redirect(plain: String?, tls: String?)
    case title(plain: String?, tls: String?)
    case body(plainBytes: Int, tlsBytes: Int)
}

extension String {
    /// Whether the text occurs, byte for byte. This is faster than the standard library's search by
    /// characters, which a scan would run about twenty times per target.
    func holds(_ text: String) -> Bool {
        let wanted = text.utf8
        guard let first = wanted.first else { return true }
        guard wanted.count <= utf8.count else { return false }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: wanted) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
