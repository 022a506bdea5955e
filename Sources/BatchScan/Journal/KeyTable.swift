/// Keys with open addressing: 16 bytes a slot, an eighth of the slots free at least, half as many more when
/// they run out.
struct KeyTable: Sendable {
    /// Stands for a free slot: no table holds this key.
    static let free = ScanKey(high: 0, low: 0)

    private var slots = Array(repeating: Self.free, count: 8)
    private var used = 0

    var bytes: Int {
        slots.count * MemoryLayout<ScanKey>.stride
    }

    /// Adds a key; false when it was there.
    mutating func insert(_ key: ScanKey) -> Bool {
        if used >= slots.count - slots.count / 8 { grow() }
        let index = Self.slot(of: key, in: slots)
        guard slots[index] != key else { return false }
        slots[index] = key
        used += 1
        return true
    }

    func contains(_ key: ScanKey) -> Bool {
        slots[Self.slot(of: key, in: slots)] == key
    }

    /// Where the key is, or where it would go. The first byte of the hash chose the table.
    private static func slot(of key: ScanKey, in slots: [ScanKey]) -> Int {
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
