internal import COpenSSL
internal import OpenSSLSupport

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

    /// Hands over every dNSName of the SAN extension as it stands in the DER, without copying; stops at
    /// the first that `body` answers with a value, and returns that.
    func firstDNSName<Answer>(
        where body: (UnsafeBufferPointer<UInt8>) -> Answer?
    ) -> Answer? {
        withExtension(NID_subject_alt_name) { bytes -> Answer? in
            var outer = DERReader(bytes, in: 0..<bytes.count)
            guard let sequence = outer.next(0x30) else { return nil }
            var names = outer.inside(sequence)
            while let name = names.next() {
                guard name.tag == 0x82 else { continue }
                if let answer = body(UnsafeBufferPointer(rebasing: bytes[name.content])) {
                    return answer
                }
            }
            return nil
        } ?? nil
    }
}
