internal import OriginFacts
internal import Synchronization

/// The facts of certificates read before: the same few intermediates come with most leaves, and reading one
/// again says nothing new. By SHA-256 of the DER, so two that share an entry are the same certificate.
final class FactsMemory: Sendable {
    private let entries = Mutex<[String: CertificateFacts]>([:])
    /// Public intermediates number some hundreds; when more than this were seen, it starts anew.
    private let limit: Int
    /// Larger ones are not remembered: what is in an entry came from the network. Public intermediates
    /// have some 2,000 bytes.
    private static let sizeLimit = 4_096

    init(limit: Int = 1_024) {
        self.limit = limit
    }

    /// What is remembered under that digest, else what `read` says, which is remembered.
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
