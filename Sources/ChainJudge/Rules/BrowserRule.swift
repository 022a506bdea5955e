internal import OpenSSLSupport
internal import OriginFacts

/// Something browsers refuse in a publicly trusted chain and the edge does not.
struct BrowserRule: Sendable {
    /// Who says so.
    let source: String
    let examine: @Sendable (FoundPath) -> [ChainDefect]

    static let all = [noSHA1, keySize, lifetime]

    private static let noSHA1 = BrowserRule(
        source: "Baseline Requirements 7.1.3.2; Chrome 56, Firefox 51, Safari 10.1"
    ) { path in
        path.signed.filter { $0.signatureDigest == .weak }.map {
            .brokenSignatureAlgorithm(
                certificate: $0.subject, algorithm: $0.handle.signatureAlgorithm)
        }
    }

    private static let keySize = BrowserRule(
        source: "support.apple.com/103769: RSA keys of TLS certificates have 2048 bits or more"
    ) { path in
        path.signed.filter { $0.key.isSmallRSA }.map {
            .unusableKey(certificate: $0.subject, key: $0.key)
        }
    }

    /// 2020-09-01, from when on 398 days are the most.
    private static let start: Int64 = 1_598_918_400
    private static let longest: Int64 = 398 * 86_400

    private static let lifetime = BrowserRule(
        source: "support.apple.com/102028 and chromium.org root program: at most 398 days"
    ) { path in
        guard path.anchor?.anchorClass == .publicRoot, let leaf = path.certificates.first,
            let first = leaf.notBefore, let last = leaf.notAfter, first >= start,
            last - first > longest
        else { return [] }
        let days = (last - first) / 86_400
        return [
            .malformed(
                certificate: leaf.subject,
                detail: "valid for \(days) days, browsers take at most 398")
        ]
    }
}
