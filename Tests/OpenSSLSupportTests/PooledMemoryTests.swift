import TestSupport
import Testing

@testable import OpenSSLSupport

@Suite struct PooledMemoryTests {
    /// A block and the byte it is filled with.
    private struct Filled {
        var block: UnsafeMutableRawPointer
        var size: Int
        var byte: UInt8

        var isIntact: Bool {
            UnsafeRawBufferPointer(start: block, count: size).allSatisfy { $0 == byte }
        }

        func fill() {
            UnsafeMutableRawBufferPointer(start: block, count: size)
                .initializeMemory(as: UInt8.self, repeating: byte)
        }
    }

    @Test(arguments: 0..<4)
    func blocksNeverOverlapAndKeepTheirContent(_ seed: Int) throws {
        var live: [Filled] = []
        var random = SplitMix(seed: UInt64(seed))
        for step in 0..<20_000 {
            let size = Int(random.next() % (step % 50 == 0 ? 100_000 : 1_100)) + 1
            switch random.next() % 3 {
            case 0 where !live.isEmpty:
                let gone = live.remove(at: Int(random.next() % UInt64(live.count)))
                try #require(gone.isIntact)
                PooledMemory.release(gone.block)
            case 1 where !live.isEmpty:
                let index = Int(random.next() % UInt64(live.count))
                var filled = live[index]
                try #require(filled.isIntact)
                filled.block = try #require(PooledMemory.resize(filled.block, to: size))
                filled.size = min(filled.size, size)
                try #require(filled.isIntact)
                filled.size = size
                filled.fill()
                live[index] = filled
            default:
                let block = try #require(PooledMemory.allocate(size))
                #expect(UInt(bitPattern: block) % 16 == 0)
                let filled = Filled(
                    block: block, size: size, byte: UInt8(truncatingIfNeeded: random.next()))
                filled.fill()
                live.append(filled)
            }
        }
        for filled in live {
            try #require(filled.isIntact)
            PooledMemory.release(filled.block)
        }
    }

    /// malloc may return more than requested; such a block later serves larger requests.
    @Test func aBlockGivenBackIsTheNextOneHandedOut() throws {
        let isKept = try (0..<16).map { _ in
            let first = try #require(PooledMemory.allocate(100))
            PooledMemory.release(first)
            let second = try #require(PooledMemory.allocate(100))
            PooledMemory.release(second)
            return first == second
        }
        #expect(isKept.contains(true))
    }

    @Test func nothingIsAskedForAndGivenBackLikeMalloc() throws {
        #expect(PooledMemory.allocate(0) == nil)
        #expect(PooledMemory.allocate(Int.max) == nil)
        PooledMemory.release(nil)
        let block = try #require(PooledMemory.resize(nil, to: 10))
        #expect(PooledMemory.resize(block, to: 0) == nil)
    }

    @Test func blocksMayBeGivenBackOnAnotherThread() async throws {
        // This is more than a list keeps, so some blocks are returned to malloc.
        let addresses = (0..<5_000).compactMap { _ in
            PooledMemory.allocate(64).map { UInt(bitPattern: $0) }
        }
        #expect(Set(addresses).count == 5_000)
        await Task.detached {
            for address in addresses {
                PooledMemory.release(UnsafeMutableRawPointer(bitPattern: address))
            }
        }.value
        let next = (0..<5_000).compactMap { _ in
            PooledMemory.allocate(64).map { UInt(bitPattern: $0) }
        }
        #expect(Set(next).count == 5_000)
        for address in next { PooledMemory.release(UnsafeMutableRawPointer(bitPattern: address)) }
    }
}
