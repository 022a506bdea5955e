internal import Glibc

/// A named pipe (`mkfifo`, or `<(…)` in a shell), opened without waiting for a writer. Reading
/// waits for a writer, but not forever.
struct NamedPipe {
    private static let writerTimeout = Duration.seconds(2)
    private static let byteTimeout: Int32 = 60_000

    /// The descriptor, open for non-blocking reading.
    let descriptor: Int32
    private let start = ContinuousClock.now
    private var hasBegun = false

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Whether the descriptor is a pipe.
    static func isOne(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    /// Reads like read(2). Returns 0 at the end or if no writer appears within 2 s, and -1 with
    /// ETIMEDOUT if a writer writes nothing for a minute.
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
                guard !hasBegun, ContinuousClock.now - start < Self.writerTimeout else { return 0 }
                poll(nil, 0, 20)
            } else if !waitForBytes() {
                errno = ETIMEDOUT
                return -1
            }
        }
    }

    private func waitForBytes() -> Bool {
        var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&place, 1, Self.byteTimeout) != 0
    }
}
