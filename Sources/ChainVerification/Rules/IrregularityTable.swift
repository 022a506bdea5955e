internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Every rule that only makes findings.
enum IrregularityTable {
    static let all: [IrregularityCheck] = [
        commonNameNotListed, extendedKeyUsageMissing, extendedKeyUsageCritical, serialNotPositive,
        serialTooLong, alternativeNamesCritical, underscoreInName, rootProfile,
        constraintsNotCritical, issuerAccessMalformed, wildcardOverPublicSuffix, oddKeySize,
    ]

    /// The remarks about a path.
    static func findings(in path: PathResult) -> [ChainFinding] {
        path.roles.flatMap { certificate, role in
            switch role {
            case .leaf: findings(on: certificate, as: .leaf)
            case .intermediate: certificate.irregularitiesAsIntermediate
            case .anchor: certificate.irregularitiesAsAnchor
            }
        }
    }

    /// The remarks about one certificate in that place.
    static func findings(
        on certificate: JudgedCertificate, as role: PathRole
    ) -> [ChainFinding] {
        all.compactMap { $0.finding(on: certificate, as: role) }
    }

    /// A CN that is no name of a host, as Origin CA certificates have, is not meant as one.
    private static let commonNameNotListed = IrregularityCheck(.commonNameNotListed, in: [.leaf]) {
        guard let name = $0.unlistedCommonName, name.utf8.contains(0x2E),
            DNSNameForm(Array(name.utf8)) != .malformed
        else { return nil }
        return name
    }

    private static let extendedKeyUsageMissing = IrregularityCheck(
        .extendedKeyUsageMissing, in: [.leaf]
    ) {
        $0.has(NID_ext_key_usage) ? nil : ""
    }

    private static let extendedKeyUsageCritical = IrregularityCheck(
        .extendedKeyUsageCritical, in: .signed
    ) {
        $0.isCritical(NID_ext_key_usage) ? "" : nil
    }

    private static let serialNotPositive = IrregularityCheck(.serialNotPositive, in: .signed) {
        let serial = $0.handle.serial
        return serial == "0" || serial.hasPrefix("-") ? serial : nil
    }

    private static let serialTooLong = IrregularityCheck(.serialTooLong, in: .signed) {
        let octets = ASN1_STRING_length(X509_get0_serialNumber($0.pointer))
        return octets > 20 ? "\(octets) octets" : nil
    }

    private static let alternativeNamesCritical = IrregularityCheck(
        .alternativeNamesCritical, in: [.leaf]
    ) {
        $0.isCritical(NID_subject_alt_name)
            && X509_NAME_entry_count(X509_get_subject_name($0.pointer)) > 0 ? "" : nil
    }

    private static let underscoreInName = IrregularityCheck(.underscoreInName, in: [.leaf]) {
        $0.handle.firstDNSName {
            DNSNameForm($0) == .underscore ? String(decoding: $0, as: UTF8.self) : nil
        }
    }

    private static let rootProfile = IrregularityCheck(.rootProfile, in: [.anchor]) {
        if $0.has(NID_ext_key_usage) { return "extended key usage" }
        guard let authority = $0.handle.authorityKeyIdentifier else { return nil }
        return authority == $0.handle.subjectKeyIdentifier ? nil : "authority key identifier"
    }

    private static let constraintsNotCritical = IrregularityCheck(
        .constraintsNotCritical, in: .signed
    ) { certificate in
        let kinds = [
            (NID_name_constraints, "name constraints"),
            (NID_policy_constraints, "policy constraints"),
        ]
        return kinds.first { certificate.has($0.0) && !certificate.isCritical($0.0) }?.1
    }

    private static let issuerAccessMalformed = IrregularityCheck(
        .issuerAccessMalformed, in: .signed
    ) { certificate in
        guard certificate.has(NID_info_access) else { return nil }
        let urls = certificate.handle.issuerURLs + certificate.handle.ocspURLs
        return urls.isEmpty ? "no readable address" : urls.first { !$0.hasPrefix("http") }
    }

    private static let wildcardOverPublicSuffix = IrregularityCheck(
        .wildcardOverPublicSuffix, in: [.leaf]
    ) {
        $0.handle.firstDNSName { name in
            guard name.starts(with: [0x2A, 0x2E]) else { return nil }
            let text = String(decoding: name, as: UTF8.self)
            return PublicSuffixSample.contains(text.dropFirst(2).lowercased()) ? text : nil
        }
    }

    private static let oddKeySize = IrregularityCheck(.oddKeySize, in: .signed) {
        $0.key.rsaBits.flatMap { $0.isMultiple(of: 8) ? nil : "\($0) bits" }
    }
}

extension JudgedCertificate {
    /// The first CN that is neither a dNSName nor an iPAddress of the SAN; nil without a SAN.
    fileprivate var unlistedCommonName: String? {
        guard has(NID_subject_alt_name) else { return nil }
        return handle.commonNames.first { name in
            let isListed: Bool? = handle.firstDNSName { listed in
                let isSame = listed.lazy.map(\.asciiLowercased).elementsEqual(
                    name.utf8.lazy.map(\.asciiLowercased))
                return isSame ? true : nil
            }
            return isListed == nil && X509_check_ip_asc(pointer, name, 0) != 1
        }
    }

    fileprivate func has(_ identifier: Int32) -> Bool {
        X509_get_ext_by_NID(pointer, identifier, -1) >= 0
    }

    fileprivate func isCritical(_ identifier: Int32) -> Bool {
        let position = X509_get_ext_by_NID(pointer, identifier, -1)
        return position >= 0
            && X509_EXTENSION_get_critical(X509_get_ext(pointer, position)) == 1
    }
}

/// A rule whose breach is worth a remark and never a refusal: as a verdict it would refuse hundreds of chains
/// that work. The sources stand with `CertificateIrregularity`.
struct IrregularityCheck: Sendable {
    let kind: CertificateIrregularity
    /// The places in a path the rule is about.
    let roles: Set<PathRole>
    /// What was found; nil when the rule is kept.
    let detail: @Sendable (JudgedCertificate) -> String?

    init(
        _ kind: CertificateIrregularity, in roles: Set<PathRole>,
        detail: @escaping @Sendable (JudgedCertificate) -> String?
    ) {
        self.kind = kind
        self.roles = roles
        self.detail = detail
    }

    /// The remark about a certificate in that place.
    func finding(on certificate: JudgedCertificate, as role: PathRole) -> ChainFinding? {
        guard roles.contains(role), let detail = detail(certificate) else { return nil }
        return .irregular(kind, certificate: certificate.subject, detail: detail)
    }
}
