internal import COpenSSL
internal import OpenSSLSupport
package import OriginFacts

/// The rules whose violation is a remark and never a refusal, because a refusal would affect
/// hundreds of working chains. A new rule needs a row here and an explanation in Reporting with the
/// same id.
package enum ChainRuleTable {
    /// Every rule, including OpenSSL's own strict checks.
    package static let rules = all.map(\.rule) + PedanticFindings.rules

    static let all: [ChainRuleCheck] = [
        commonNameNotListed, extendedKeyUsageMissing, extendedKeyUsageCritical, serialNotPositive,
        serialTooLong, alternativeNamesCritical, underscoreInName, rootProfile,
        constraintsNotCritical, issuerAccessMalformed, wildcardOverPublicSuffix, oddKeySize,
    ]

    /// Returns the remarks about a path.
    static func findings(in path: PathResult) -> [ChainFinding] {
        path.roles.flatMap { certificate, role in
            switch role {
            case .leaf: findings(on: certificate, as: .leaf)
            case .intermediate: certificate.brokenRulesAsIntermediate
            case .anchor: certificate.brokenRulesAsAnchor
            }
        }
    }

    /// Returns the remarks about one certificate with that role.
    static func findings(
        on certificate: JudgedCertificate, as role: PathRole
    ) -> [ChainFinding] {
        all.compactMap { $0.finding(on: certificate, as: role) }
    }

    /// A CN that is missing from the SAN. It is ignored if it is not a host name, as in Origin CA
    /// certificates.
    private static let commonNameNotListed = ChainRuleCheck(
        "cert.common-name-not-listed", in: [.leaf],
        source: "CA/Browser Forum Baseline Requirements 7.1.4.3"
    ) {
        guard let name = $0.unlistedCommonName, name.utf8.contains(0x2E),
            DNSNameForm(Array(name.utf8)) != .malformed
        else { return nil }
        return name
    }

    /// A leaf without an extended key usage.
    private static let extendedKeyUsageMissing = ChainRuleCheck(
        "cert.eku-missing", in: [.leaf],
        source: "Baseline Requirements 7.1.2.7.6"
    ) {
        $0.has(NID_ext_key_usage) ? nil : ""
    }

    private static let extendedKeyUsageCritical = ChainRuleCheck(
        "cert.eku-critical", in: .signed,
        source: "Baseline Requirements 7.1.2.7.6"
    ) {
        $0.isCritical(NID_ext_key_usage) ? "" : nil
    }

    private static let serialNotPositive = ChainRuleCheck(
        "cert.serial-not-positive", in: .signed,
        source: "RFC 5280 section 4.1.2.2"
    ) {
        let serial = $0.handle.serial
        return serial == "0" || serial.hasPrefix("-") ? serial : nil
    }

    private static let serialTooLong = ChainRuleCheck(
        "cert.serial-too-long", in: .signed,
        source: "RFC 5280 section 4.1.2.2"
    ) {
        let octets = ASN1_STRING_length(X509_get0_serialNumber($0.pointer))
        return octets > 20 ? "\(octets) octets" : nil
    }

    /// A critical SAN in a certificate whose subject is not empty.
    private static let alternativeNamesCritical = ChainRuleCheck(
        "cert.san-critical", in: [.leaf],
        source: "RFC 5280 section 4.2.1.6"
    ) {
        $0.isCritical(NID_subject_alt_name)
            && X509_NAME_entry_count(X509_get_subject_name($0.pointer)) > 0 ? "" : nil
    }

    private static let underscoreInName = ChainRuleCheck(
        "cert.underscore-in-name", in: [.leaf],
        source: "Baseline Requirements 7.1.2.7.12"
    ) {
        $0.handle.firstDNSName {
            DNSNameForm($0) == .underscore ? String(decoding: $0, as: UTF8.self) : nil
        }
    }

    /// A root with an extended key usage, or with an authority key identifier other than its own.
    private static let rootProfile = ChainRuleCheck(
        "cert.root-profile", in: [.anchor],
        source: "Baseline Requirements 7.1.2.1"
    ) {
        if $0.has(NID_ext_key_usage) { return "extended key usage" }
        guard let authority = $0.handle.authorityKeyIdentifier else { return nil }
        return authority == $0.handle.subjectKeyIdentifier ? nil : "authority key identifier"
    }

    private static let constraintsNotCritical = ChainRuleCheck(
        "cert.constraints-not-critical", in: .signed,
        source: "RFC 5280 sections 4.2.1.10 and 4.2.1.11"
    ) { certificate in
        let kinds = [
            (NID_name_constraints, "name constraints"),
            (NID_policy_constraints, "policy constraints"),
        ]
        return kinds.first { certificate.has($0.0) && !certificate.isCritical($0.0) }?.1
    }

    private static let issuerAccessMalformed = ChainRuleCheck(
        "cert.aia-malformed", in: .signed,
        source: "RFC 5280 section 4.2.2.1"
    ) { certificate in
        guard certificate.has(NID_info_access) else { return nil }
        let urls = certificate.handle.issuerURLs + certificate.handle.ocspURLs
        return urls.isEmpty ? "no readable address" : urls.first { !$0.hasPrefix("http") }
    }

    /// A wildcard over a suffix that anyone can register under, such as `*.co.uk`.
    private static let wildcardOverPublicSuffix = ChainRuleCheck(
        "cert.public-suffix-wildcard", in: [.leaf],
        source: "Baseline Requirements 3.2.2.6"
    ) {
        $0.handle.firstDNSName { name in
            guard name.starts(with: [0x2A, 0x2E]) else { return nil }
            let text = String(decoding: name, as: UTF8.self)
            return PublicSuffixSample.contains(text.dropFirst(2).lowercased()) ? text : nil
        }
    }

    private static let oddKeySize = ChainRuleCheck(
        "cert.odd-key-size", in: .signed,
        source: "Baseline Requirements 6.1.5"
    ) {
        $0.key.rsaBits.flatMap { $0.isMultiple(of: 8) ? nil : "\($0) bits" }
    }
}

extension JudgedCertificate {
    /// The first CN that is neither a dNSName nor an iPAddress in the SAN; nil without a SAN.
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

/// A row of `ChainRuleTable`: the rule and its check.
struct ChainRuleCheck: Sendable {
    let rule: ChainRule
    /// The roles in a path to which the rule applies.
    let roles: Set<PathRole>
    /// The RFC section or vendor page that states the rule.
    let source: String
    /// A description of the violation; nil if the certificate follows the rule.
    let detail: @Sendable (JudgedCertificate) -> String?

    init(
        _ id: String, weight: ChainRule.Weight = .note, in roles: Set<PathRole>, source: String,
        detail: @escaping @Sendable (JudgedCertificate) -> String?
    ) {
        rule = ChainRule(id, weight: weight)
        self.roles = roles
        self.source = source
        self.detail = detail
    }

    /// Returns the remark about a certificate with that role.
    func finding(on certificate: JudgedCertificate, as role: PathRole) -> ChainFinding? {
        guard roles.contains(role), let detail = detail(certificate) else { return nil }
        return .brokenRule(rule, certificate: certificate.subject, detail: detail)
    }
}
