internal import Synchronization

/// Why a scan begins nothing more before its list is done.
final class ScanEnd: Sendable {
    enum Cause: Sendable {
        /// The user wants no more.
        case interrupted
        /// No DNS server answers.
        case resolverGone
    }

    private let state = Mutex<(cause: Cause?, stop: (@Sendable () -> Void)?)>((nil, nil))

    /// The first that came; nil while the scan goes on, and when it is done.
    var cause: Cause? {
        state.withLock { $0.cause }
    }

    /// How the scan is made to begin nothing more.
    func stop(_ stop: @escaping @Sendable () -> Void) {
        state.withLock { $0.stop = stop }
    }

    /// Ends it; a later cause counts no more.
    func end(_ cause: Cause) {
        let stop = state.withLock {
            if $0.cause == nil { $0.cause = cause }
            return $0.stop
        }
        stop?()
    }
}
