internal import COpenSSL

/// An OCSP response (RFC 6960) as servers staple it, parsed once. It provides the content and the
/// signer, and does not judge whether the response counts.
package final class OCSPResponseHandle {
    /// The `OCSP_BASICRESP *`, owned by this object.
    private let pointer: OpaquePointer

    /// Parses exactly one response in DER; trailing bytes are an error.
    package init(der: [UInt8]) throws(StatusResponseFailure) {
        ErrorQueue.clear()
        defer { ErrorQueue.clear() }
        let (response, consumed) = der.withUnsafeBufferPointer { buffer in
            var cursor = buffer.baseAddress
            let response = d2i_OCSP_RESPONSE(nil, &cursor, buffer.count)
            return (response, cursor.map { $0 - (buffer.baseAddress ?? $0) })
        }
        defer { OCSP_RESPONSE_free(response) }
        guard let response, consumed == der.count else { throw .unreadable }
        let status = OCSP_response_status(response)
        guard status == OCSP_RESPONSE_STATUS_SUCCESSFUL else {
            throw .refused(String(cString: OCSP_response_status_str(Int(status))))
        }
        guard let basic = OCSP_response_get1_basic(response) else { throw .unreadable }
        pointer = basic
    }

    deinit {
        OCSP_BASICRESP_free(pointer)
    }

    /// The signer of the response.
    package enum Signer {
        case issuer
        /// A delegate, whose certificate is in the response.
        case delegate(CertificateHandle)
        /// The signer was not found, or the signature does not verify.
        case nobody
    }

    /// Finds the signer (the certificate's issuer, or a certificate in the response) and checks the
    /// signature.
    package func signer(issuer: CertificateHandle) -> Signer {
        ErrorQueue.clear()
        defer { ErrorQueue.clear() }
        guard let known = fs_sk_X509_new() else { return .nobody }
        defer { fs_sk_X509_free(known) }
        var signer: OpaquePointer?
        guard fs_sk_X509_push(known, issuer.pointer) > 0,
            OCSP_resp_get0_signer(pointer, &signer, known) == 1, let signer,
            OCSP_basic_verify(pointer, known, nil, UInt(OCSP_NOVERIFY)) == 1
        else { return .nobody }
        return X509_cmp(signer, issuer.pointer) == 0
            ? .issuer : .delegate(CertificateHandle(sharing: signer))
    }

    /// Returns the answer about a certificate of that issuer; nil if there is none.
    package func answer(for certificate: CertificateHandle, issuer: CertificateHandle) -> Answer? {
        (0..<max(0, OCSP_resp_count(pointer))).lazy.compactMap { position in
            OCSP_resp_get0(self.pointer, position)
        }.first { OCSPResponseHandle.isAbout(certificate, issuer, $0) }.flatMap(Answer.init)
    }

    /// Whether an answer is about the certificate. Compares the answer's certificate ID with one
    /// computed with the same digest.
    private static func isAbout(
        _ certificate: CertificateHandle, _ issuer: CertificateHandle, _ single: OpaquePointer
    ) -> Bool {
        guard let given = OCSP_SINGLERESP_get0_id(single),
            let digest = fs_OCSP_id_digest(given),
            let own = OCSP_cert_to_id(digest, certificate.pointer, issuer.pointer)
        else { return false }
        defer { OCSP_CERTID_free(own) }
        return OCSP_id_cmp(own, given) == 0
    }

    /// The response's answer about one certificate.
    package struct Answer {
        /// The status of the certificate.
        package enum Status: Hashable {
            case good
            /// Revoked, with the time in seconds since 1970 and the number of the CRLReason.
            case revoked(since: Int64?, reason: Int?)
            case unknown
        }

        package let status: Status
        /// The time of this update in seconds since 1970; nil if the field is absent or not a date.
        package let thisUpdate: Int64?
        package let nextUpdate: Int64?

        fileprivate init?(_ single: OpaquePointer) {
            var reason: Int32 = -1
            var revoked: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
            var this: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
            var next: UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?
            switch OCSP_single_get0_status(single, &reason, &revoked, &this, &next) {
            case V_OCSP_CERTSTATUS_GOOD: status = .good
            case V_OCSP_CERTSTATUS_REVOKED:
                status = .revoked(
                    since: revoked.flatMap { ASN1Content.seconds($0) },
                    reason: reason < 0 ? nil : Int(reason))
            case V_OCSP_CERTSTATUS_UNKNOWN: status = .unknown
            default: return nil
            }
            thisUpdate = this.flatMap { ASN1Content.seconds($0) }
            nextUpdate = next.flatMap { ASN1Content.seconds($0) }
        }
    }
}

/// Why the bytes are not a usable OCSP response.
package enum StatusResponseFailure: Error, Hashable {
    case unreadable
    /// The responder returned an error status, such as `trylater` or `unauthorized`.
    case refused(String)
}
