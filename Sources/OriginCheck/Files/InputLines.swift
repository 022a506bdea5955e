internal import Glibc

/// Reads the lines of a stream as they arrive, up to a maximum length.
package struct InputLines {
    /// One line of the stream.
    package enum Line: Equatable {
        /// A line without its line feed.
        case text([UInt8])
        /// A line longer than the limit; its bytes are discarded.
        case tooLong
    }

    private let descriptor: Int32
    private let limit: Int
    private var buffer: [UInt8]
    private var unread: Range<Int> = 0..<0
    private var isAtEnd = false
    /// The errno value that ended reading; nil at the end of the stream.
    package private(set) var problem: Int32?

    /// Creates a reader of a descriptor. The reader never closes it.
    package init(descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
        buffer = [UInt8](repeating: 0, count: 65_536)
    }

    /// Returns the next line; nil at the end of the stream or after an error.
    package mutating func next() -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var hasBytes = false
        while fill() {
            hasBytes = true
            let part = buffer[unread]
            let end = part.firstIndex(of: 0x0A)
            let piece = part[..<(end ?? part.endIndex)]
            if line.count + piece.count > limit {
                isTooLong = true
                line = []
            }
            if !isTooLong { line += piece }
            unread = (end.map { $0 + 1 } ?? part.endIndex)..<unread.upperBound
            if end != nil { break }
        }
        guard hasBytes else { return nil }
        return isTooLong ? .tooLong : .text(line)
    }

    /// Waits for bytes. Returns false at the end of the stream or after an error.
    private mutating func fill() -> Bool {
        while unread.isEmpty, !isAtEnd {
            let count = buffer.withUnsafeMutableBytes {
                DescriptorIO.read(descriptor, into: $0)
            }
            isAtEnd = count <= 0
            if count < 0 { problem = errno }
            unread = 0..<max(0, count)
        }
        return !unread.isEmpty
    }
}

/// Interrupts another thread's wait for a descriptor that may never become readable, using the
/// self-pipe trick.
package final class PollInterrupter: Sendable {
    /// The read end of the self-pipe; -1 if pipe(2) failed.
    private let readEnd: Int32
    private let writeEnd: Int32

    /// Creates the pipe. If that fails, waits cannot be interrupted.
    package init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        for end in [readEnd, writeEnd] where end >= 0 { close(end) }
    }

    /// Ends the current wait and all later ones.
    package func fire() {
        var byte: UInt8 = 1
        write(writeEnd, &byte, 1)
    }

    /// Waits for the descriptor. Returns true once it is readable, or false once `fire` has been
    /// called.
    package func waits(for descriptor: Int32) -> Bool {
        var watched = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&watched, 2, -1) < 0, errno == EINTR {}
        return watched[1].revents == 0
    }
}
