/// A set of keys with open addressing: 16 bytes a slot, a quarter of the slots free at least. A million
/// keys take 32 MiB, and 48 MiB while it grows to that.
public struct KeySet: Sendable {
    /// All zero stands for a free slot.
    private var slots: [ScanKey]
    private var hasZero = false
    private var used = 0
    private static let free = ScanKey(high: 0, low: 0)

    /// An empty set.
    public init() {
        slots = Array(repeating: Self.free, count: 1_024)
    }

    public var count: Int {
        used + (hasZero ? 1 : 0)
    }

    /// Adds a key; false when it was there.
    @discardableResult
    public mutating func insert(_ key: ScanKey) -> Bool {
        if key == Self.free {
            defer { hasZero = true }
            return !hasZero
        }
        if used >= slots.count / 4 * 3 { grow() }
        let index = Self.slot(of: key, in: slots)
        guard slots[index] != key else { return false }
        slots[index] = key
        used += 1
        return true
    }

    /// Whether the key was added.
    public func contains(_ key: ScanKey) -> Bool {
        if key == Self.free { return hasZero }
        return slots[Self.slot(of: key, in: slots)] == key
    }

    /// Where the key is, or where it would go.
    private static func slot(of key: ScanKey, in slots: [ScanKey]) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: key.mixed) & mask
        while slots[index] != free, slots[index] != key { index = (index + 1) & mask }
        return index
    }

    private mutating func grow() {
        var larger = Array(repeating: Self.free, count: slots.count * 2)
        for key in slots where key != Self.free { larger[Self.slot(of: key, in: larger)] = key }
        slots = larger
    }
}
