internal import Dispatch
internal import Glibc

/// Waits for Ctrl-C or SIGTERM, so that a run can be stopped cleanly.
enum Interrupt {
    /// The write end of a pipe, because a signal handler may do little more than write(2)
    /// (signal-safety(7)).
    nonisolated(unsafe) private static var wakeUp: Int32 = -1

    /// Returns at the first SIGINT or SIGTERM after the call.
    static func wait() async {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        wakeUp = ends[1]
        for number in [SIGINT, SIGTERM] { signal(number, handler) }
        let readEnd = ends[0]
        // On its own thread, because blocking one of the few task threads would delay other tasks.
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "interrupt").async {
                var byte: UInt8 = 0
                while read(readEnd, &byte, 1) < 0, errno == EINTR {}
                continuation.resume()
            }
        }
    }

    /// Restores the default action: the next signal ends the program at once.
    static func letGo() {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    private static let handler: @convention(c) (Int32) -> Void = { _ in
        var byte: UInt8 = 1
        write(wakeUp, &byte, 1)
    }
}
