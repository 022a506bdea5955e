internal import Dispatch
internal import Glibc
internal import Synchronization

/// Writes records on its own thread, one complete line per write. Applies back-pressure: a slow
/// disk slows the scan instead of increasing memory use.
final class RecordWriter: Sendable {
    private struct State {
        var lines: [[UInt8]] = []
        var bytes = 0
        var isWriting = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var problem: Int32?
    }

    /// The maximum number of bytes in memory, not counting the last record.
    private static let mostBytes = 1 << 20

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "records")
    private let state = Mutex(State())
    /// Called once if writing fails.
    private let failed: @Sendable () -> Void

    init(descriptor: Int32, failed: @escaping @Sendable () -> Void) {
        self.descriptor = descriptor
        self.failed = failed
    }

    /// The error number if writing has failed.
    var problem: Int32? {
        state.withLock { $0.problem }
    }

    /// Accepts a line. Returns false if writing has failed.
    func write(_ line: [UInt8]) async -> Bool {
        let isAccepted = state.withLock { state in
            guard state.problem == nil else { return false }
            state.lines.append(line)
            state.bytes += line.count
            if !state.isWriting {
                state.isWriting = true
                queue.async { self.drain() }
            }
            return true
        }
        if isAccepted { await waitForRoom(Self.mostBytes) }
        return isAccepted
    }

    /// Waits until everything is written or writing has failed.
    func finish() async {
        await waitForRoom(0)
        fdatasync(descriptor)
    }

    private func waitForRoom(_ most: Int) async {
        guard state.withLock({ $0.bytes > most }) else { return }
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                guard state.bytes > most else { return true }
                state.waiting.append(continuation)
                return false
            }
            if hasRoom { continuation.resume() }
        }
        await waitForRoom(most)
    }

    private func drain() {
        var written = 0
        while let lines = next(after: written) {
            written = 0
            for line in lines {
                if let problem = writeOrUndo(line) { return fail(problem) }
                written += line.count
            }
        }
    }

    /// Returns the lines accepted in the meantime; nil if there are none.
    private func next(after written: Int) -> [[UInt8]]? {
        let (lines, waiting) = state.withLock { state in
            state.bytes -= written
            if state.lines.isEmpty { state.isWriting = false }
            defer { (state.lines, state.waiting) = ([], []) }
            return (state.lines, state.waiting)
        }
        for continuation in waiting { continuation.resume() }
        return lines.isEmpty ? nil : lines
    }

    private func fail(_ problem: Int32) {
        let waiting = state.withLock { state in
            state.problem = problem
            state.lines = []
            state.bytes = 0
            state.isWriting = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
        failed()
    }

    /// Writes the complete line. If that fails, removes the part that was written, if the file
    /// allows it.
    private func writeOrUndo(_ line: [UInt8]) -> Int32? {
        let (written, problem) = DescriptorIO.write(line, to: descriptor)
        var status = stat()
        if problem != nil, written > 0, fstat(descriptor, &status) == 0,
            status.st_mode & S_IFMT == S_IFREG
        {
            ftruncate(descriptor, status.st_size - off_t(written))
        }
        return problem
    }
}
