internal import COpenSSL

extension CertificateHandle {
    /// `caIssuers` URLs of the AIA extension (RFC 5280 section 4.2.2.1); any bytes.
    package var issuerURLs: [String] {
        accessURLs(NID_ad_ca_issuers)
    }

    /// OCSP URLs of the AIA extension; any bytes.
    package var ocspURLs: [String] {
        accessURLs(NID_ad_OCSP)
    }

    /// URLs of the CRL distribution points (RFC 5280 section 4.2.1.13); any bytes.
    package var crlURLs: [String] {
        guard case .decoded(let raw) = DecodedExtension(NID_crl_distribution_points, of: self).state
        else { return [] }
        let points = OpaquePointer(raw)
        defer { CRL_DIST_POINTS_free(points) }
        return (0..<fs_distribution_point_count(points)).flatMap { index -> [String] in
            guard let names = fs_distribution_point_names(points, index) else { return [] }
            return (0..<fs_sk_GENERAL_NAME_num(names)).compactMap {
                GeneralName(fs_sk_GENERAL_NAME_value(names, $0)).url
            }
        }
    }

    private func accessURLs(_ method: Int32) -> [String] {
        guard case .decoded(let raw) = DecodedExtension(NID_info_access, of: self).state
        else { return [] }
        let descriptions = OpaquePointer(raw)
        defer { AUTHORITY_INFO_ACCESS_free(descriptions) }
        return (0..<fs_access_count(descriptions)).compactMap {
            GeneralName(fs_access_location(descriptions, $0, method)).url
        }
    }
}
