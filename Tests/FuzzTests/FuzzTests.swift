import CertificateForge
import OpenSSLSupport
import Testing

/// A short, repeatable run of every fuzz target; `make fuzz` runs the targets under libFuzzer.
@Suite(.serialized) struct FuzzTests {
    @Test(arguments: FuzzTarget.all)
    func `no input crashes a reader or takes a second`(_ target: FuzzTarget) throws {
        let seeds = try target.seeds()
        #expect(!seeds.isEmpty)
        var mutator = Mutator(seed: 20_261_123, seeds: seeds)
        let clock = ContinuousClock()
        var slowest = Duration.zero
        for input in seeds + (0..<2_000).map({ _ in mutator.next() }) {
            slowest = max(slowest, clock.measure { target.read(input) })
        }
        #expect(slowest < .seconds(1))
        #expect(ErrorQueue.drain() == [])
    }

    /// Without these objects the targets would return before they read anything.
    @Test func `the objects that targets need can be created`() throws {
        let library = try #require(FuzzSeeds.library)
        #expect(FuzzSeeds.roots != nil)
        #expect(try FuzzSeeds.issued.get().map { try $0.handle(in: library) }.count == 4)
    }

    @Test func `every target has a unique name`() {
        #expect(Set(FuzzTarget.all.map(\.name)).count == FuzzTarget.all.count)
    }
}
