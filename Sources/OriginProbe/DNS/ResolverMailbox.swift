internal import Glibc
internal import Synchronization

/// What the resolver's thread is told by others, and the pipe that wakes it.
final class ResolverMailbox: Sendable {
    /// An order to the thread.
    enum Letter: Sendable {
        case ask(Question)
        case stop
    }

    /// Makes a query on the thread that will own it.
    typealias Question = @Sendable () -> DNSQuery

    private let letters = Mutex<[Letter]>([])
    /// Readable when there are letters.
    let wakeDescriptor: Int32
    private let ringDescriptor: Int32

    init() throws(LocalFault) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(operation: "pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wakeDescriptor = ends[0]
        ringDescriptor = ends[1]
    }

    deinit {
        close(wakeDescriptor)
        close(ringDescriptor)
    }

    /// Leaves a letter and wakes the thread.
    func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        var byte: UInt8 = 1
        // A full pipe is already awake.
        _ = write(ringDescriptor, &byte, 1)
    }

    /// Takes all letters and quiets the pipe.
    func collect() -> [Letter] {
        var sink = [UInt8](repeating: 0, count: 256)
        while read(wakeDescriptor, &sink, sink.count) == sink.count {}
        return letters.withLock { letters in
            defer { letters.removeAll() }
            return letters
        }
    }
}
