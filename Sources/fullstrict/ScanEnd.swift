internal import Synchronization

/// Whether the user wants no more.
final class ScanEnd: Sendable {
    private let state = Mutex(false)

    var isInterrupted: Bool {
        state.withLock { $0 }
    }

    func interrupt() {
        state.withLock { $0 = true }
    }
}
