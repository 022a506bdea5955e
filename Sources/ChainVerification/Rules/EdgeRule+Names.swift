internal import OpenSSLSupport
internal import OriginFacts

/// Rules about the names of a leaf and the constraints on these names.
extension EdgeRule {
    static let malformedName = EdgeRule(
        id: "malformed-dns-name", edge: .unknown, source: "RFC 5280 section 4.2.1.6",
        subject: .certificates([.leaf]) { leaf in
            leaf.firstName(of: .malformed).map {
                leaf.malformed("the name \"\($0)\", which is no host name")
            }
        })

    static let wildcardOverOneLabel = EdgeRule(
        id: "wildcard-over-one-label", edge: .unknown,
        source: "Baseline Requirements 3.2.2.6; RFC 6125 section 7.2",
        subject: .certificates([.leaf]) { leaf in
            leaf.firstName(of: .wildcardOverOneLabel).map {
                leaf.malformed("the wildcard \"\($0)\" over a whole top-level name")
            }
        })

    /// RFC 5280's path validation compares a wildcard as if it were a name, so a wildcard may cover
    /// an excluded name.
    static let wildcardOverExcluded = EdgeRule(
        id: "wildcard-over-excluded", edge: .unknown,
        source: "RFC 5280 section 4.2.1.10; mozilla::pkix lib/pkixnames.cpp",
        subject: .path { path in
            let excluded = path.certificates.dropFirst().flatMap(\.excludedNames)
            guard let leaf = path.certificates.first, !excluded.isEmpty else { return nil }
            return leaf.firstWildcard(over: excluded).map {
                .nameConstraints(
                    certificate: leaf.subject,
                    detail: "the wildcard \"\($0)\" covers an excluded name")
            }
        })

    static let constraintsReadable = EdgeRule(
        id: "name-constraints-readable", edge: .unknown, source: "RFC 5280 section 4.2.1.10",
        subject: .certificates(.issuers) { issuer in
            issuer.nameSubtrees?.fault.map(issuer.malformed)
        })
}

extension JudgedCertificate {
    /// Returns the first dNSName of that form.
    fileprivate func firstName(of form: DNSNameForm) -> String? {
        handle.firstDNSName {
            DNSNameForm($0) == form ? String(decoding: $0, as: UTF8.self) : nil
        }
    }

    /// The DNS names that a CA excludes, in lower case.
    fileprivate var excludedNames: [[UInt8]] {
        (nameSubtrees?.excluded ?? []).filter { $0.tag == 0x82 }.map {
            $0.content.map(\.asciiLowercased)
        }
    }

    /// Returns the first wildcard that covers an excluded name. Such a name has one label more than
    /// the wildcard's suffix.
    fileprivate func firstWildcard(over excluded: [[UInt8]]) -> String? {
        handle.firstDNSName { name in
            guard name.starts(with: [0x2A, 0x2E]) else { return nil }
            let suffix = name.dropFirst().map(\.asciiLowercased)
            let isOver = excluded.contains { base in
                base.count > suffix.count && base.suffix(suffix.count) == suffix[...]
                    && !base.dropLast(suffix.count).contains(0x2E)
            }
            return isOver ? String(decoding: name, as: UTF8.self) : nil
        }
    }
}
