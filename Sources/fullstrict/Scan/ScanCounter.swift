internal import Synchronization

/// The tally, for all who count.
final class ScanCounter: Sendable {
    private let state = Mutex(ScanTally())

    /// As it stands.
    var tally: ScanTally {
        state.withLock { $0 }
    }

    func change(_ body: (inout ScanTally) -> Void) {
        state.withLock { body(&$0) }
    }
}
