/// A set of keys, in 256 tables that grow one by one, so that growing never needs room for all of them twice. A
/// million keys take less than 24 MB.
public struct KeySet: Sendable {
    private var tables = Array(repeating: KeyTable(), count: 256)
    private var hasZero = false
    /// The number of keys.
    public private(set) var count = 0

    /// An empty set.
    public init() {}

    /// Adds a key; false when it was there.
    @discardableResult
    public mutating func insert(_ key: ScanKey) -> Bool {
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

    /// The room all tables take.
    var bytes: Int {
        tables.reduce(0) { $0 + $1.bytes }
    }

    /// Whether the key was added.
    public func contains(_ key: ScanKey) -> Bool {
        key == KeyTable.free ? hasZero : tables[Self.table(of: key)].contains(key)
    }

    private static func table(of key: ScanKey) -> Int {
        Int(key.mixed >> 56)
    }
}
