package import OriginFacts

extension TargetKey {
    /// Returns which of the `count` parts of a list the input belongs to, counted from 0.
    package func shard(of count: Int) -> Int {
        Int(mixed % UInt64(max(1, count)))
    }

    var mixed: UInt64 {
        (high &* 0x9E37_79B9_7F4A_7C15 ^ low).mixed
    }
}

extension UInt64 {
    /// The output of the SplitMix64 finaliser (Steele, Lea, Flood 2014), in which every bit depends
    /// on all input bits.
    var mixed: UInt64 {
        var word = self
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}

/// A set of keys in 256 tables, which grow separately so that growing never needs twice the memory.
/// A million keys take less than 24 MB.
package struct KeySet: Sendable {
    private var tables = Array(repeating: KeyTable(), count: 256)
    private var hasZero = false
    /// The number of keys.
    package private(set) var count = 0

    /// Creates an empty set.
    package init() {}

    /// Adds a key and returns false if the set already contained it.
    @discardableResult
    package mutating func insert(_ key: TargetKey) -> Bool {
        let isNew: Bool
        if key == KeyTable.free {
            isNew = !hasZero
            hasZero = true
        } else {
            isNew = tables[Self.table(of: key)].insert(key)
        }
        if isNew { count += 1 }
        return isNew
    }

    /// The size of all tables in memory.
    var bytes: Int {
        tables.reduce(0) { $0 + $1.bytes }
    }

    /// Whether the set contains the key.
    package func contains(_ key: TargetKey) -> Bool {
        key == KeyTable.free ? hasZero : tables[Self.table(of: key)].contains(key)
    }

    private static func table(of key: TargetKey) -> Int {
        Int(key.mixed >> 56)
    }
}

/// A hash table with open addressing and 16 bytes per slot. At least an eighth of the slots are
/// free, and the table grows by half.
struct KeyTable: Sendable {
    /// The key that marks a free slot. `KeySet` stores this key separately.
    static let free = TargetKey(high: 0, low: 0)

    private var slots = Array(repeating: Self.free, count: 8)
    private var used = 0

    var bytes: Int {
        slots.count * MemoryLayout<TargetKey>.stride
    }

    /// Adds a key and returns false if the table already contained it.
    mutating func insert(_ key: TargetKey) -> Bool {
        if used >= slots.count - slots.count / 8 { grow() }
        let index = Self.slot(of: key, in: slots)
        guard slots[index] != key else { return false }
        slots[index] = key
        used += 1
        return true
    }

    func contains(_ key: TargetKey) -> Bool {
        slots[Self.slot(of: key, in: slots)] == key
    }

    /// Returns the index of the slot that holds the key, or would hold it. The first byte of the
    /// hash is left out because it selects the table.
    private static func slot(of key: TargetKey, in slots: [TargetKey]) -> Int {
        var index = Int((key.mixed << 8).multipliedFullWidth(by: UInt64(slots.count)).high)
        while slots[index] != free, slots[index] != key {
            index = index + 1 == slots.count ? 0 : index + 1
        }
        return index
    }

    private mutating func grow() {
        var larger = Array(repeating: Self.free, count: slots.count / 2 * 3)
        for key in slots where key != Self.free { larger[Self.slot(of: key, in: larger)] = key }
        slots = larger
    }
}
