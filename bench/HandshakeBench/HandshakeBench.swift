import CertificateForge
import Glibc
import OpenSSLSupport
import TLSEngine

/// `HandshakeBench [ROUNDS [THREADS [pooled]]]` measures the cost of each operation of TLSEngine,
/// with the full and with the lean library context. Each figure is the minimum of ROUNDS rounds,
/// because other work on the machine only ever adds time.
@main struct HandshakeBench {
    static func main() throws {
        let isPooled =
            CommandLine.arguments.contains("pooled") && PooledMemory.install()
        let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 30
        let threads = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1
        print(
            "\(LibraryContext.version), \(rounds) rounds, \(threads) threads,",
            isPooled ? "pooled memory;" : "malloc;", "µs of processor time")
        for key in [KeyKind.p256, .rsa(bits: 2048)] {
            let origin = try BenchOrigin(key)
            let results = onThreads(threads) { (try? origin.measure(rounds: rounds)) ?? [:] }
            for name in results[0].keys.sorted() {
                let figures = results.map { result in
                    result[name].map { String(Int(($0 * 1e7).rounded())) } ?? "-"
                }
                let text = figures.map { $0.count > 1 ? "\($0.dropLast()).\($0.suffix(1))" : $0 }
                print("\(key)  \(name): \(text.joined(separator: "  "))")
            }
        }
    }

    /// Runs the same work on this many threads at once.
    private static func onThreads(
        _ count: Int, _ work: @escaping @Sendable () -> [String: Double]
    ) -> [[String: Double]] {
        let boxes = (0..<count).map { _ in WorkBox(work) }
        let threads = boxes.map { box in
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<WorkBox>.fromOpaque(argument).takeUnretainedValue().run()
                    return nil
                }, Unmanaged.passUnretained(box).toOpaque())
            return thread
        }
        for thread in threads { pthread_join(thread, nil) }
        return withExtendedLifetime(boxes) { boxes.map(\.result) }
    }
}

/// A piece of work for one thread, and its result.
private final class WorkBox {
    private let work: @Sendable () -> [String: Double]
    private(set) var result: [String: Double] = [:]

    init(_ work: @escaping @Sendable () -> [String: Double]) {
        self.work = work
    }

    func run() {
        result = work()
    }
}
