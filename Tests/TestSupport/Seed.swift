import Foundation

/// A small, fast generator: the same seed gives the same sequence (Steele, Lea and Flood: "Fast
/// splittable pseudorandom number generators").
package struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Returns a number from 0 up to, but not including, the bound; 0 if the bound is below 1.
    package mutating func next(below bound: Int) -> Int {
        Int(next() % UInt64(max(1, bound)))
    }

    /// Returns the bytes with one to four changes: a byte replaced, removed or repeated.
    package mutating func mutate(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(below: 4) where !bytes.isEmpty {
            let index = next(below: bytes.count)
            switch next(below: 4) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(bytes[index], at: index)
            default: bytes[index] = UInt8(truncatingIfNeeded: next())
            }
        }
        return bytes
    }
}

/// The seed of this test run. It is printed at its first use; `FULLSTRICT_TEST_SEED` repeats a run.
package enum Seed {
    private static let run: UInt64 = {
        let given = ProcessInfo.processInfo.environment["FULLSTRICT_TEST_SEED"]
        let seed = given.flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000_000)
        print("random tests use FULLSTRICT_TEST_SEED=\(seed)")
        return seed
    }()

    /// Returns the generator of one test, whose sequence depends only on the seed and the test's
    /// name.
    package static func generator(for test: String = #function) -> SplitMix {
        // The seed uses FNV-1a, because `Hasher` differs from run to run.
        let name = test.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return SplitMix(seed: run ^ name)
    }
}
