internal import COpenSSL

/// One extension of a certificate, looked up and decoded.
struct DecodedExtension {
    /// Whether it is there and what it holds.
    enum State {
        case absent
        /// Not decodable, or there more than once.
        case unreadable
        /// The structure belongs to the caller, who frees it.
        case decoded(UnsafeMutableRawPointer)
    }

    let state: State

    /// Looks for the extension by OpenSSL's number for it.
    init(_ identifier: Int32, of certificate: CertificateHandle) {
        var critical: Int32 = 0
        let value = X509_get_ext_d2i(certificate.pointer, identifier, &critical, nil)
        switch value {
        case let value?:
            state = .decoded(value)
        case nil:
            ErrorQueue.clear()
            state = critical == -1 ? .absent : .unreadable
        }
    }
}
