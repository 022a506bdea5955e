import TestSupport

/// Mutates seeds; the same number makes the same mutations.
struct Mutator {
    private var random: SplitMix
    private let seeds: [[UInt8]]

    private static let interesting: [UInt8] = [
        0, 1, 0x1F, 0x30, 0x7F, 0x80, 0x82, 0x84, 0xC0, 0xFF,
    ]

    init(seed: UInt64, seeds: [[UInt8]]) {
        random = SplitMix(seed: seed)
        self.seeds = seeds
    }

    /// Returns a seed with one to eight changes.
    mutating func next() -> [UInt8] {
        guard !seeds.isEmpty else { return [] }
        var bytes = seeds[random.next(below: seeds.count)]
        for _ in 0...random.next(below: 8) { change(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return bytes.append(UInt8(random.next(below: 256))) }
        let place = random.next(below: bytes.count)
        switch random.next(below: 9) {
        case 0: bytes[place] ^= 1 << UInt8(random.next(below: 8))
        case 1: bytes[place] = UInt8(random.next(below: 256))
        case 2: bytes[place] = Self.interesting[random.next(below: Self.interesting.count)]
        case 3: bytes.remove(at: place)
        case 4: bytes.insert(bytes[place], at: place)
        case 5: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.next(below: 32)))
        case 6:
            bytes.insert(
                contentsOf: bytes[place..<min(bytes.count, place + random.next(below: 64))],
                at: place)
        case 7: bytes.removeSubrange(place...)
        default: splice(&bytes, at: place)
        }
    }

    /// Appends the tail of another seed.
    private mutating func splice(_ bytes: inout [UInt8], at place: Int) {
        let other = seeds[random.next(below: seeds.count)]
        bytes.replaceSubrange(place..., with: other.dropFirst(random.next(below: other.count + 1)))
    }
}
