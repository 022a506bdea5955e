internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// How much of everything a chain brings, before anything is computed with it.
struct ChainSize {
    private let certificates: Int
    private let bytes: Int
    /// More names than the certificates can hold, and more constraints.
    private let names: Int
    private let constraints: Int

    init(of chain: [CertificateHandle], upTo limit: Int) {
        certificates = chain.count
        let counted = chain.prefix(limit)
        bytes = counted.reduce(0) { $0 + Int(max(0, i2d_X509($1.pointer, nil))) }
        // The shortest entries of either extension take three and five bytes.
        names = counted.reduce(0) { $0 + $1.extensionBytes(NID_subject_alt_name) } / 3
        constraints = counted.reduce(0) { $0 + $1.extensionBytes(NID_name_constraints) } / 5
    }

    /// The bound that is crossed, if one is.
    func excess(over limits: JudgeLimits) -> ChainDefect? {
        if certificates > limits.certificates {
            return .tooComplex(detail: "\(certificates) certificates")
        }
        if bytes > limits.chainBytes {
            return .tooComplex(detail: "\(bytes) bytes of certificates")
        }
        if names * constraints > limits.nameComparisons {
            return .tooComplex(detail: "too many names under too many name constraints")
        }
        return nil
    }
}

extension CertificateHandle {
    /// The bytes inside the extension's OCTET STRING, for the call only; nil when it is absent. The
    /// first counts when there are several.
    func withExtension<Result>(
        _ identifier: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        let position = X509_get_ext_by_NID(pointer, identifier, -1)
        guard position >= 0,
            let content = X509_EXTENSION_get_data(X509_get_ext(pointer, position))
        else { return nil }
        let count = Int(max(0, ASN1_STRING_length(content)))
        return body(UnsafeBufferPointer(start: ASN1_STRING_get0_data(content), count: count))
    }

    fileprivate func extensionBytes(_ identifier: Int32) -> Int {
        withExtension(identifier) { $0.count } ?? 0
    }
}
