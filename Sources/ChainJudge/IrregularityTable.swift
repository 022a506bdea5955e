internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Every rule that only makes findings; the sources stand with `CertificateIrregularity`.
enum IrregularityTable {
    static let all: [IrregularityCheck] = [
        commonNameNotListed, extendedKeyUsageMissing, extendedKeyUsageCritical, serialNotPositive,
        serialTooLong, alternativeNamesCritical, underscoreInName, rootProfile,
        constraintsNotCritical, issuerAccessMalformed, wildcardOverPublicSuffix, oddKeySize,
    ]

    static func findings(in path: FoundPath) -> [ChainFinding] {
        all.flatMap { $0.findings(in: path) }
    }

    /// A CN that is no name of a host, as Origin CA certificates have, is not meant as one.
    private static let commonNameNotListed = IrregularityCheck(leaf: .commonNameNotListed) {
        guard let names = $0.alternativeNames else { return nil }
        let listed = Set(names.dns.map { $0.lowercased() })
        return $0.commonNames.first { name in
            name.utf8.contains(0x2E) && DNSNameForm(Array(name.utf8)) != .malformed
                && !listed.contains(name.lowercased())
                && !names.addresses.contains { IPAddress(bytes: $0)?.description == name }
        }
    }

    private static let extendedKeyUsageMissing = IrregularityCheck(
        leaf: .extendedKeyUsageMissing
    ) {
        $0.has(NID_ext_key_usage) ? nil : ""
    }

    private static let extendedKeyUsageCritical = IrregularityCheck(
        signed: .extendedKeyUsageCritical
    ) {
        $0.isCritical(NID_ext_key_usage) ? "" : nil
    }

    private static let serialNotPositive = IrregularityCheck(signed: .serialNotPositive) {
        let serial = $0.serial
        return serial == "0" || serial.hasPrefix("-") ? serial : nil
    }

    private static let serialTooLong = IrregularityCheck(signed: .serialTooLong) {
        let octets = ASN1_STRING_length(X509_get0_serialNumber($0.pointer))
        return octets > 20 ? "\(octets) octets" : nil
    }

    private static let alternativeNamesCritical = IrregularityCheck(
        leaf: .alternativeNamesCritical
    ) {
        $0.isCritical(NID_subject_alt_name)
            && X509_NAME_entry_count(X509_get_subject_name($0.pointer)) > 0 ? "" : nil
    }

    private static let underscoreInName = IrregularityCheck(leaf: .underscoreInName) {
        $0.firstDNSName {
            DNSNameForm($0) == .underscore ? String(decoding: $0, as: UTF8.self) : nil
        }
    }

    private static let rootProfile = IrregularityCheck(kind: .rootProfile) { path in
        guard let root = path.anchor?.certificate else { return [] }
        if root.has(NID_ext_key_usage) { return [(root, "extended key usage")] }
        guard let authority = root.authorityKeyIdentifier,
            authority != root.subjectKeyIdentifier
        else { return [] }
        return [(root, "authority key identifier")]
    }

    private static let constraintsNotCritical = IrregularityCheck(
        signed: .constraintsNotCritical
    ) { certificate in
        let kinds = [
            (NID_name_constraints, "name constraints"),
            (NID_policy_constraints, "policy constraints"),
        ]
        return kinds.first { certificate.has($0.0) && !certificate.isCritical($0.0) }?.1
    }

    private static let issuerAccessMalformed = IrregularityCheck(
        signed: .issuerAccessMalformed
    ) { certificate in
        guard certificate.has(NID_info_access) else { return nil }
        let urls = certificate.issuerURLs + certificate.ocspURLs
        return urls.isEmpty ? "no readable address" : urls.first { !$0.hasPrefix("http") }
    }

    private static let wildcardOverPublicSuffix = IrregularityCheck(
        leaf: .wildcardOverPublicSuffix
    ) {
        $0.firstDNSName { name in
            guard name.starts(with: [0x2A, 0x2E]) else { return nil }
            let text = String(decoding: name, as: UTF8.self)
            return PublicSuffixSample.contains(text.dropFirst(2).lowercased()) ? text : nil
        }
    }

    private static let oddKeySize = IrregularityCheck(signed: .oddKeySize) {
        switch $0.keyFacts {
        case .rsa(let bits), .rsaPSS(let bits): bits.isMultiple(of: 8) ? nil : "\(bits) bits"
        case .ec, .ed25519, .ed448, .other: nil
        }
    }
}

extension CertificateHandle {
    fileprivate func has(_ identifier: Int32) -> Bool {
        X509_get_ext_by_NID(pointer, identifier, -1) >= 0
    }

    fileprivate func isCritical(_ identifier: Int32) -> Bool {
        let position = X509_get_ext_by_NID(pointer, identifier, -1)
        return position >= 0
            && X509_EXTENSION_get_critical(X509_get_ext(pointer, position)) == 1
    }
}
