internal import OpenSSLSupport
internal import OriginFacts

/// Rules about the names of a leaf and the constraints on them.
extension HardCheck {
    static let malformedName = HardCheck(
        id: "malformed-dns-name", edge: .unknown, source: "RFC 5280 section 4.2.1.6"
    ) { path in
        path.leafName(of: .malformed) { "the name \"\($0)\", which is no host name" }
    }

    static let wildcardOverOneLabel = HardCheck(
        id: "wildcard-over-one-label", edge: .unknown,
        source: "Baseline Requirements 3.2.2.6; RFC 6125 section 7.2"
    ) { path in
        path.leafName(of: .wildcardOverOneLabel) {
            "the wildcard \"\($0)\" over a whole top-level name"
        }
    }

    /// The path validation of RFC 5280 compares a wildcard as if it were a name, so one of the names it
    /// stands for may be an excluded one.
    static let wildcardOverExcluded = HardCheck(
        id: "wildcard-over-excluded", edge: .unknown,
        source: "RFC 5280 section 4.2.1.10; mozilla::pkix lib/pkixnames.cpp"
    ) { path in
        let excluded = path.certificates.dropFirst().compactMap(NameSubtrees.init).flatMap {
            $0.excluded.filter { $0.tag == 0x82 }.map { $0.content.map(\.asciiLowercased) }
        }
        guard let leaf = path.certificates.first, !excluded.isEmpty else { return [] }
        let hit: String? = leaf.firstDNSName { name in
            guard name.starts(with: [0x2A, 0x2E]) else { return nil }
            let suffix = name.dropFirst().map(\.asciiLowercased)
            let overlaps = excluded.contains { base in
                base.count > suffix.count && base.first != 0x2E
                    && base.suffix(suffix.count) == suffix[...]
                    && !base.dropLast(suffix.count).contains(0x2E)
            }
            return overlaps ? String(decoding: name, as: UTF8.self) : nil
        }
        return hit.map {
            [
                .nameConstraints(
                    certificate: leaf.subject,
                    detail: "the wildcard \"\($0)\" covers an excluded name")
            ]
        } ?? []
    }

    static let constraintsReadable = HardCheck(
        id: "name-constraints-readable", edge: .unknown, source: "RFC 5280 section 4.2.1.10"
    ) { path in
        path.certificates.dropFirst().compactMap { certificate in
            NameSubtrees(of: certificate)?.fault.map {
                .malformed(certificate: certificate.subject, detail: $0)
            }
        }
    }
}

extension FoundPath {
    /// The leaf's first name of that form, as a breach.
    fileprivate func leafName(
        of form: DNSNameForm, detail: (String) -> String
    ) -> [ChainDefect] {
        guard let leaf = certificates.first,
            let name = leaf.firstDNSName(where: {
                DNSNameForm($0) == form ? String(decoding: $0, as: UTF8.self) : nil
            })
        else { return [] }
        return [.malformed(certificate: leaf.subject, detail: detail(name))]
    }
}

extension UInt8 {
    /// The lower-case letter for an upper-case one.
    fileprivate var asciiLowercased: UInt8 {
        (0x41...0x5A).contains(self) ? self | 0x20 : self
    }
}
