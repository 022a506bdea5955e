import Foundation

/// The functions that libFuzzer calls (https://llvm.org/docs/LibFuzzer.html) if `make fuzz` links
/// these objects with it. `FUZZ_TARGET` selects the target, whose seeds are first written to
/// `FUZZ_CORPUS`.
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

/// Prepares the target. libFuzzer calls this function once, before it reads the corpus.
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

/// Runs the target on one input. libFuzzer calls this function with every input.
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
