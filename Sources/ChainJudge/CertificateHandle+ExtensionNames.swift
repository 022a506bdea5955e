internal import COpenSSL
internal import OpenSSLSupport

extension CertificateHandle {
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
