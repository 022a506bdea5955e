internal import Glibc

/// A pipe in the file system, opened without waiting for a writer: `mkfifo`, or `<(…)` of a shell. Reading it
/// is patient, and bounded.
struct NamedPipe {
    private static let writerPatience = Duration.seconds(2)
    private static let bytePatience: Int32 = 60_000

    /// Open for reading, non-blocking.
    let descriptor: Int32
    private let start = ContinuousClock.now
    private var hasBegun = false

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Whether the open file is one.
    static func isOne(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    /// As read(2): 0 at the end, which is where no writer came for 2 s, too; -1 with ETIMEDOUT when a
    /// writer that is there writes nothing for a minute.
    mutating func read(_ buffer: inout [UInt8]) -> Int {
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count > 0 {
                hasBegun = true
                return count
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno != EAGAIN { return count }
            if count == 0 {
                guard !hasBegun, ContinuousClock.now - start < Self.writerPatience else { return 0 }
                poll(nil, 0, 20)
            } else if !waitForBytes() {
                errno = ETIMEDOUT
                return -1
            }
        }
    }

    private func waitForBytes() -> Bool {
        var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&place, 1, Self.bytePatience) != 0
    }
}
