internal import Glibc

/// Ends another thread's wait for a descriptor that may stay silent for ever.
final class WakeUp: Sendable {
    /// Of a pipe; -1 where none could be made: then nobody is woken.
    private let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        for end in [readEnd, writeEnd] where end >= 0 { close(end) }
    }

    /// Wakes whoever waits, now and later.
    func fire() {
        var byte: UInt8 = 1
        write(writeEnd, &byte, 1)
    }

    /// Returns when the descriptor has bytes, an end or an error to be read: true; or when woken: false.
    func waits(for descriptor: Int32) -> Bool {
        var watched = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&watched, 2, -1) < 0, errno == EINTR {}
        return watched[1].revents == 0
    }
}
