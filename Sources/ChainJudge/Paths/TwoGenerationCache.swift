/// A bounded dictionary that forgets what was not asked for lately: entries live in a young and an old half,
/// and when the young one is full the old one is dropped.
package struct TwoGenerationCache<Key: Hashable, Value> {
    private let generationLimit: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// Keeps at most `capacity` entries.
    package init(capacity: Int) {
        generationLimit = max(1, capacity / 2)
    }

    var count: Int {
        young.count + old.count
    }

    /// The value, which counts as asked for; nil when there is none.
    package mutating func value(for key: Key) -> Value? {
        if let value = young[key] { return value }
        guard let value = old.removeValue(forKey: key) else { return nil }
        insert(value, for: key)
        return value
    }

    /// Adds or replaces a value, which counts as asked for.
    package mutating func insert(_ value: Value, for key: Key) {
        if young.count >= generationLimit, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
    }
}
