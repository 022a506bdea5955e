import Testing

/// A reader of untrusted bytes, as a function that must return for every input.
struct FuzzTarget: Sendable, CustomTestStringConvertible {
    let name: String
    /// The inputs that are mutated. They are created at run time: no key or certificate is
    /// committed.
    let seeds: @Sendable () throws -> [[UInt8]]
    /// Reads the input and discards the result.
    let read: @Sendable ([UInt8]) -> Void

    var testDescription: String { name }

    init(
        _ name: String, seeds: @escaping @Sendable () throws -> [[UInt8]],
        read: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.name = name
        self.seeds = seeds
        self.read = read
    }

    /// Creates a target with texts as seeds.
    init(_ name: String, texts: [String], read: @escaping @Sendable ([UInt8]) -> Void) {
        self.init(name, seeds: { texts.map { Array($0.utf8) } }, read: read)
    }

    static let all = certificates + documents + network

    /// Returns the target with this name.
    static func named(_ name: String) -> FuzzTarget? {
        all.first { $0.name == name }
    }
}
