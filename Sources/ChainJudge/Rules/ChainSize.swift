internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// How much of everything a chain brings, before anything is computed with it.
struct ChainSize {
    private let chain: [CertificateHandle]

    init(of chain: [CertificateHandle]) {
        self.chain = chain
    }

    /// The bound that is crossed, if one is.
    func excess(over limits: JudgeLimits) -> ChainDefect? {
        if chain.count > limits.certificates {
            return .tooComplex(detail: "\(chain.count) certificates")
        }
        let bytes = chain.reduce(0) { $0 + Int(max(0, i2d_X509($1.pointer, nil))) }
        if bytes > limits.chainBytes {
            return .tooComplex(detail: "\(bytes) bytes of certificates")
        }
        if mostComparisons > limits.nameComparisons, comparisons > limits.nameComparisons {
            return .tooComplex(detail: "too many names under too many name constraints")
        }
        return nil
    }

    /// More than `comparisons` can be: the shortest entries of the two extensions take three and five
    /// bytes.
    private var mostComparisons: Int {
        let names = chain.reduce(0) { $0 + $1.extensionBytes(NID_subject_alt_name) / 3 }
        return names * chain.reduce(0) { $0 + $1.extensionBytes(NID_name_constraints) / 5 }
    }

    /// Every name against every constraint, whoever issued whom.
    private var comparisons: Int {
        let names = chain.reduce(0) { $0 + $1.alternativeNameCount }
        return names
            * chain.compactMap(NameSubtrees.init).reduce(0) {
                $0 + $1.permitted.count + $1.excluded.count
            }
    }
}

extension CertificateHandle {
    fileprivate func extensionBytes(_ identifier: Int32) -> Int {
        withExtension(identifier) { $0.count } ?? 0
    }

    fileprivate var alternativeNameCount: Int {
        let names = alternativeNames
        return (names?.dns.count ?? 0) + (names?.addresses.count ?? 0) + (names?.other ?? 0)
    }
}
