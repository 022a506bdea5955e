import Foundation

/// The functions libFuzzer calls (https://llvm.org/docs/LibFuzzer.html) when `make fuzz` links these objects
/// with it. `FUZZ_TARGET` selects the target; its seeds are written to `FUZZ_CORPUS` first.
enum LibFuzzer {
    static let target = ProcessInfo.processInfo.environment["FUZZ_TARGET"].flatMap(FuzzTarget.named)

    static func writeSeeds() throws {
        guard let target, let path = ProcessInfo.processInfo.environment["FUZZ_CORPUS"] else {
            return
        }
        for (number, seed) in try target.seeds().enumerated() {
            try Data(seed).write(to: URL(filePath: path).appending(path: "seed-\(number)"))
        }
    }
}

/// libFuzzer calls it once, before it reads the corpus.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
    do {
        try LibFuzzer.writeSeeds()
    } catch {
        print("seeds: \(error)")
        exit(2)
    }
    return 0
}

/// libFuzzer calls it with every input.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let target = LibFuzzer.target else {
        print("FUZZ_TARGET is one of \(FuzzTarget.all.map(\.name).joined(separator: " "))")
        // libFuzzer ends the process in an exit handler, before buffers are written.
        fflush(nil)
        exit(2)
    }
    target.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
