package import OpenSSLSupport
package import OriginFacts
internal import Synchronization

extension CertificateFacts {
    /// Reads the facts of a certificate. A date that cannot be read becomes one that is never
    /// valid: the year 9999 for notBefore, the year 1 for notAfter.
    package init(reading certificate: CertificateHandle) {
        self.init(reading: certificate, sha256: certificate.sha256)
    }

    /// Returns the facts of a chain, leaf first. Intermediates are cached, because they are often
    /// seen again; leaves seldom are.
    static func reading(_ chain: [CertificateHandle], _ memory: CertificateFactsCache)
        -> [CertificateFacts]
    {
        chain.enumerated().map { index, certificate in
            guard index > 0 else { return CertificateFacts(reading: certificate) }
            let sha256 = certificate.sha256
            return memory.facts(sha256) {
                CertificateFacts(reading: certificate, sha256: sha256)
            }
        }
    }

    private init(reading certificate: CertificateHandle, sha256: String) {
        self.init(
            sha256: sha256, der: certificate.der, subject: certificate.subject,
            issuer: certificate.issuer,
            notBefore: certificate.notBefore.map(UnixTime.init)
                ?? UnixTime(year: 9999, month: 12, day: 31),
            notAfter: certificate.notAfter.map(UnixTime.init)
                ?? UnixTime(year: 1, month: 1, day: 1),
            key: KeyFacts(certificate.publicKey),
            signatureAlgorithm: certificate.signatureAlgorithm)
        commonNames = certificate.commonNames
        organizations = certificate.organizations
        subjectAltNames = SubjectAltNames(certificate.alternativeNames)
        serial = certificate.serial
        version = certificate.version
        basicConstraints = BasicConstraints(certificate.basicConstraints)
        extendedKeyUsage = certificate.extendedKeyUsage
        issuerURLs = certificate.issuerURLs
        ocspURLs = certificate.ocspURLs
        crlURLs = certificate.crlURLs
        subjectKeyIdentifier = certificate.subjectKeyIdentifier
        authorityKeyIdentifier = certificate.authorityKeyIdentifier
    }
}

extension KeyFacts {
    /// Converts a key's kind and size to a fact.
    package init(_ kind: PublicKeyKind) {
        switch kind {
        case .rsa(let bits): self = .rsa(bits: bits)
        case .rsaPSS(let bits): self = .rsaPSS(bits: bits)
        case .ec(let curve): self = .ec(curve: curve)
        case .ed25519: self = .ed25519
        case .ed448: self = .ed448
        case .other(let algorithm): self = .other(algorithm: algorithm)
        }
    }
}

extension SubjectAltNames {
    /// Counts an address of the wrong length as one of the other names.
    fileprivate init(_ names: AlternativeNames?) {
        guard let names else {
            self = .absent
            return
        }
        let addresses = names.addresses.compactMap { IPAddress(bytes: $0) }
        let misshapen = names.addresses.count - addresses.count
        self = .present(dns: names.dns, addresses: addresses, other: names.other + misshapen)
    }
}

extension BasicConstraints {
    /// Treats an extension that cannot be read as an end entity's, because it grants nothing.
    fileprivate init(_ flag: AuthorityFlag) {
        switch flag {
        case .absent: self = .absent
        case .unreadable, .endEntity: self = .endEntity
        case .authority(let limit): self = .authority(pathLength: limit)
        }
    }
}

/// A cache of certificate facts, keyed by the SHA-256 of the DER: the same few intermediates come
/// with most leaves.
final class CertificateFactsCache: Sendable {
    private let entries = Mutex<[String: CertificateFacts]>([:])
    /// The maximum number of entries; the cache is emptied when it exceeds this limit. There are
    /// only a few hundred public intermediates.
    private let limit: Int
    /// The maximum size of a cached certificate, limited because entries come from the network.
    /// Public intermediates have about 2,000 bytes.
    private static let sizeLimit = 4_096

    init(limit: Int = 1_024) {
        self.limit = limit
    }

    /// Returns the cached facts for a digest. If there are none, calls `read` and caches its
    /// result.
    func facts(_ sha256: String, read: () -> CertificateFacts) -> CertificateFacts {
        if let known = entries.withLock({ $0[sha256] }) { return known }
        let facts = read()
        guard facts.der.count <= Self.sizeLimit else { return facts }
        entries.withLock { entries in
            if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
            entries[sha256] = facts
        }
        return facts
    }
}
