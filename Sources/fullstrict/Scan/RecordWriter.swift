internal import Dispatch
internal import Glibc
internal import OriginCheck
internal import Synchronization

/// Writes records, one whole line a write, on a thread of its own. Who brings more than it can take waits:
/// a slow disk slows the scan and never grows it.
final class RecordWriter: Sendable {
    private struct State {
        var lines: [[UInt8]] = []
        var bytes = 0
        var isWriting = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var problem: Int32?
    }

    /// Bytes kept at most, besides the record that comes last.
    private static let most = 1 << 20

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "records")
    private let state = Mutex(State())
    /// Called once, when nothing can be written any more.
    private let failed: @Sendable () -> Void

    init(descriptor: Int32, failed: @escaping @Sendable () -> Void) {
        self.descriptor = descriptor
        self.failed = failed
    }

    /// Why writing ended.
    var problem: Int32? {
        state.withLock { $0.problem }
    }

    /// Takes a line; false when it will not be written.
    func write(_ line: [UInt8]) async -> Bool {
        let isTaken = state.withLock { state in
            guard state.problem == nil else { return false }
            state.lines.append(line)
            state.bytes += line.count
            if !state.isWriting {
                state.isWriting = true
                queue.async { self.drain() }
            }
            return true
        }
        if isTaken { await waitForRoom(Self.most) }
        return isTaken
    }

    /// Returns when everything is written, or nothing can be.
    func finish() async {
        await waitForRoom(0)
        fdatasync(descriptor)
    }

    private func waitForRoom(_ most: Int) async {
        guard state.withLock({ $0.bytes > most }) else { return }
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.bytes > most else { return true }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
        await waitForRoom(most)
    }

    private func drain() {
        var written = 0
        while let lines = next(after: written) {
            written = 0
            for line in lines {
                if let problem = put(line) { return giveUp(problem) }
                written += line.count
            }
        }
    }

    /// The lines that came meanwhile; nil when there are none. Makes room for so many bytes.
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

    private func giveUp(_ problem: Int32) {
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

    /// Writes the line whole, or takes back what was written of it where that can be done.
    private func put(_ line: [UInt8]) -> Int32? {
        var done = 0
        while done < line.count {
            let count = line[done...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let problem = errno
                takeBack(done)
                return problem
            }
            done += count
        }
        return nil
    }

    private func takeBack(_ count: Int) {
        var status = stat()
        guard count > 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG
        else { return }
        ftruncate(descriptor, status.st_size - off_t(count))
    }
}
