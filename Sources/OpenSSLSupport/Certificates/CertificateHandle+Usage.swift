internal import COpenSSL

extension CertificateHandle {
    /// The basic constraints.
    package var basicConstraints: AuthorityFlag {
        switch DecodedExtension(NID_basic_constraints, of: self).state {
        case .absent: return .absent
        case .unreadable: return .unreadable
        case .decoded(let raw):
            let constraints = raw.assumingMemoryBound(to: BASIC_CONSTRAINTS.self)
            defer { BASIC_CONSTRAINTS_free(constraints) }
            guard constraints.pointee.ca != 0 else { return .endEntity }
            let limit: UnsafeMutablePointer<ASN1_INTEGER>? = constraints.pointee.pathlen
            return .authority(pathLength: limit.map { pathLength($0) })
        }
    }

    /// Whether the basic constraints identify a CA.
    package var isAuthority: Bool {
        if case .authority = basicConstraints { true } else { false }
    }

    /// Extended key usages as dotted object identifiers; nil if the extension is absent, empty if
    /// it cannot be read.
    package var extendedKeyUsage: [String]? {
        switch DecodedExtension(NID_ext_key_usage, of: self).state {
        case .absent: return nil
        case .unreadable: return []
        case .decoded(let raw):
            let usages = OpaquePointer(raw)
            defer { fs_EXTENDED_KEY_USAGE_free(usages) }
            return (0..<fs_sk_ASN1_OBJECT_num(usages)).map {
                ASN1Content.dotted(fs_sk_ASN1_OBJECT_value(usages, $0))
            }
        }
    }

    /// The key usage bits as OpenSSL's KU_… constants; nil if the extension is absent, 0 if it
    /// cannot be read.
    package var keyUsage: UInt32? {
        switch DecodedExtension(NID_key_usage, of: self).state {
        case .absent: return nil
        case .unreadable: return 0
        case .decoded(let raw):
            let bits = raw.assumingMemoryBound(to: ASN1_BIT_STRING.self)
            defer { ASN1_BIT_STRING_free(bits) }
            let bytes = ASN1Content.bytes(bits)
            return UInt32(bytes.first ?? 0) | UInt32(bytes.dropFirst().first ?? 0) << 8
        }
    }
}

/// Returns a path length. A negative one counts as 0, and one too large for 32 bits as no practical
/// limit.
private func pathLength(_ integer: UnsafePointer<ASN1_INTEGER>) -> Int {
    var value: Int64 = 0
    guard ASN1_INTEGER_get_int64(&value, integer) == 1 else {
        ErrorQueue.clear()
        return ASN1_STRING_type(integer) & V_ASN1_NEG != 0 ? 0 : Int(Int32.max)
    }
    return Int(min(max(value, 0), Int64(Int32.max)))
}

extension CertificateHandle {
    /// The `caIssuers` URLs in the AIA extension (RFC 5280 section 4.2.2.1). They may contain any
    /// bytes.
    package var issuerURLs: [String] {
        accessURLs(NID_ad_ca_issuers)
    }

    /// The OCSP URLs in the AIA extension. They may contain any bytes.
    package var ocspURLs: [String] {
        accessURLs(NID_ad_OCSP)
    }

    /// The URLs of the CRL distribution points (RFC 5280 section 4.2.1.13). They may contain any
    /// bytes.
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

/// The content of the basic constraints extension (RFC 5280 section 4.2.1.9).
package enum AuthorityFlag: Hashable, Sendable {
    case absent
    /// The extension cannot be read, or occurs more than once.
    case unreadable
    case endEntity
    /// A CA; a nil `pathLength` means no limit.
    case authority(pathLength: Int?)
}

/// One extension of a certificate, looked up and decoded.
struct DecodedExtension {
    /// Whether the extension is present, and its content.
    enum State {
        case absent
        /// The extension cannot be decoded, or occurs more than once.
        case unreadable
        /// The decoded structure, which the caller must free.
        case decoded(UnsafeMutableRawPointer)
    }

    let state: State

    /// Looks up the extension by OpenSSL's number for it.
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
