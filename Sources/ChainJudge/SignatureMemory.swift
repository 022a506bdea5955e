/// Signatures found good: which certificate verified under which key. Only good ones are kept, so that a
/// forgotten or failed entry costs time and never changes an answer.
struct SignatureMemory {
    /// Both sides: without the issuer's key, a certificate once good would be good under any other
    /// CA of the same name.
    struct Key: Hashable {
        let certificate: Digest256
        let issuerKey: Digest256
    }

    private let generationLimit: Int
    private var young: Set<Key> = []
    private var old: Set<Key> = []

    /// Keeps at most `capacity` signatures, and forgets those not asked for lately.
    init(capacity: Int) {
        generationLimit = max(1, capacity / 2)
    }

    /// How many signatures are remembered.
    var count: Int {
        young.count + old.count
    }

    /// Whether the signature was found good before.
    mutating func holds(_ key: Key) -> Bool {
        if young.contains(key) { return true }
        guard old.remove(key) != nil else { return false }
        insert(key)
        return true
    }

    /// Remembers a good signature.
    mutating func insert(_ key: Key) {
        if young.count >= generationLimit {
            old = young
            young = []
        }
        young.insert(key)
    }
}
