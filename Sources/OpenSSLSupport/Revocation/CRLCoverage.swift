internal import COpenSSL

/// The certificates of its issuer that a CRL covers, from the issuing distribution point extension
/// (RFC 5280 section 5.2.5).
package struct CRLCoverage: Hashable, Sendable {
    /// The distribution points that lead to the CRL.
    package enum Points: Hashable, Sendable {
        /// The CRL is the issuer's only one.
        case all
        /// The CRL is one of several, at these URLs, as bytes.
        case urls(Set<[UInt8]>)
        /// The CRL is named by something other than URLs.
        case other
    }

    package var points = Points.all
    package var onlyServers = false
    package var onlyAuthorities = false
    package var onlyAttributes = false
    /// Whether the CRL also lists certificates of other issuers.
    package var isIndirect = false
    package var onlySomeReasons = false

    /// Creates the coverage of a CRL for everything that its issuer issued.
    package init() {}

    fileprivate init(_ point: UnsafePointer<ISSUING_DIST_POINT>) {
        onlyServers = point.pointee.onlyuser > 0
        onlyAuthorities = point.pointee.onlyCA > 0
        onlyAttributes = point.pointee.onlyattr > 0
        isIndirect = point.pointee.indirectCRL > 0
        onlySomeReasons = point.pointee.onlysomereasons != nil
        switch fs_issuing_point_kind(point) {
        case 0: points = .all
        case 1:
            let urls = urlBytes(in: fs_issuing_point_names(point))
            points = urls.map { .urls(Set($0)) } ?? .other
        default: points = .other
        }
    }
}

extension CRLHandle {
    /// The coverage of the CRL; nil if the extension cannot be read.
    package var scope: CRLCoverage? {
        var critical: Int32 = 0
        defer { ErrorQueue.clear() }
        let raw = X509_CRL_get_ext_d2i(pointer, NID_issuing_distribution_point, &critical, nil)
        guard let raw else { return critical == -1 ? CRLCoverage() : nil }
        let point = raw.assumingMemoryBound(to: ISSUING_DIST_POINT.self)
        defer { ISSUING_DIST_POINT_free(point) }
        return CRLCoverage(point)
    }
}

extension CertificateHandle {
    /// The URLs, as bytes, of the distribution points whose CRLs cover all reasons and come from
    /// the issuer itself (RFC 5280 section 4.2.1.13). Points with names other than URLs are left
    /// out.
    package var crlDistributionURLs: Set<[UInt8]> {
        guard case .decoded(let raw) = DecodedExtension(NID_crl_distribution_points, of: self).state
        else { return [] }
        let points = OpaquePointer(raw)
        defer { CRL_DIST_POINTS_free(points) }
        let complete = (0..<fs_distribution_point_count(points)).filter {
            fs_distribution_point_is_complete(points, $0) == 1
        }
        return Set(
            complete.flatMap { urlBytes(in: fs_distribution_point_names(points, $0)) ?? [] })
    }

    /// Whether the key usage, if there is one, allows signing CRLs.
    package var maySignCRLs: Bool {
        X509_get_key_usage(pointer) & UInt32(KU_CRL_SIGN) != 0
    }

    /// Whether the certificate requires stapled responses: the TLS feature `status_request` (RFC
    /// 7633).
    package var promisesStaple: Bool {
        guard case .decoded(let raw) = DecodedExtension(NID_tlsfeature, of: self).state else {
            return false
        }
        let features = OpaquePointer(raw)
        defer { TLS_FEATURE_free(features) }
        return (0..<fs_feature_count(features)).contains {
            fs_feature(features, $0) == TLSEXT_TYPE_status_request
        }
    }
}

/// Returns the names as the bytes of URLs; nil if there are none or one is not a URL.
private func urlBytes(in names: OpaquePointer?) -> [[UInt8]]? {
    guard let names else { return nil }
    let found = (0..<fs_sk_GENERAL_NAME_num(names)).map {
        GeneralName(fs_sk_GENERAL_NAME_value(names, $0))
    }
    guard !found.isEmpty, found.allSatisfy({ $0.kind == GEN_URI }) else { return nil }
    return found.map(\.bytes)
}
