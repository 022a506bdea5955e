internal import OpenSSLSupport

/// Tells which certificates could be a server's own.
struct LeafChoice {
    private let search: LadderSearch
    private let digester: Digester

    init(_ search: LadderSearch, digester: Digester) {
        self.search = search
        self.digester = digester
    }

    /// Those that are no CA and signed none of the others. Where all are CAs, the lowest that bears a
    /// host's name (`openssl req -x509` makes such), else just the lowest.
    func candidates(in pool: [CertificateHandle]) -> [CertificateHandle] {
        let judged = pool.map { JudgedCertificate($0, digester: digester) }
        let ends = judged.filter { !$0.isAuthority }
        if !ends.isEmpty { return lowest(of: ends, in: judged).map(\.handle) }
        let lowest = lowest(of: judged, in: judged)
        let named = lowest.filter(\.handle.bearsHostName)
        return (named.isEmpty ? Array(lowest.prefix(1)) : named).map(\.handle)
    }

    /// Those that did not sign another one; all of them when there is none.
    private func lowest(
        of some: [JudgedCertificate], in pool: [JudgedCertificate]
    ) -> [JudgedCertificate] {
        let lowest = some.filter { upper in
            !pool.contains { isAbove(upper, $0) }
        }
        return lowest.isEmpty ? some : lowest
    }

    /// Two certificates of one name and key may have signed each other: neither is above then.
    private func isAbove(_ upper: JudgedCertificate, _ lower: JudgedCertificate) -> Bool {
        upper !== lower && search.isIssued(lower, by: upper) && !search.isIssued(upper, by: lower)
    }
}

extension CertificateHandle {
    /// Whether it names a host: in a SAN, or in a common name that could be one.
    package var bearsHostName: Bool {
        if let names = alternativeNames, !names.dns.isEmpty || !names.addresses.isEmpty {
            return true
        }
        return commonNames.contains { name in
            name.contains(".") && name.utf8.allSatisfy(Self.isHostByte)
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
