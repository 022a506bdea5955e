internal import COpenSSL

extension CertificateHandle {
    /// What the basic constraints say.
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

    /// Whether the basic constraints say CA.
    package var isAuthority: Bool {
        if case .authority = basicConstraints { true } else { false }
    }

    /// Extended key usages as dotted object identifiers; nil when the extension is absent, empty when
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

    /// The key usage bits as OpenSSL's KU_… constants; nil when the extension is absent, 0 when it
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

/// A path length; one that is negative or too large for 32 bits counts as 0 or no practical limit.
private func pathLength(_ integer: UnsafePointer<ASN1_INTEGER>) -> Int {
    var value: Int64 = 0
    guard ASN1_INTEGER_get_int64(&value, integer) == 1 else {
        ErrorQueue.clear()
        return ASN1_STRING_type(integer) & V_ASN1_NEG != 0 ? 0 : Int(Int32.max)
    }
    return Int(min(max(value, 0), Int64(Int32.max)))
}
