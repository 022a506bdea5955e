/// Signatures found good: which certificate verified under which key. Only good ones are kept, so that a
/// forgotten or failed entry costs time and never changes an answer.
struct SignatureMemory {
    /// Both sides: without the issuer's key, a certificate once good would be good under any other
    /// CA of the same name.
    struct Key: Hashable {
        let certificate: Digest256
        let issuerKey: Digest256
    }

    private var entries: TwoGenerationCache<Key, Void>

    /// Keeps at most `capacity` signatures, and forgets those not asked for lately.
    init(capacity: Int) {
        entries = TwoGenerationCache(capacity: capacity)
    }

    /// How many signatures are remembered.
    var count: Int {
        entries.count
    }

    /// Whether the signature was found good before.
    mutating func holds(_ key: Key) -> Bool {
        entries.value(for: key) != nil
    }

    /// Remembers a good signature.
    mutating func insert(_ key: Key) {
        entries.insert((), for: key)
    }
}
