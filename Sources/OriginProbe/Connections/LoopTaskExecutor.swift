internal import Glibc
internal import NIOCore

/// Runs tasks on an event loop, so that no other thread has to be woken when the event loop resumes
/// them.
final class LoopTaskExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        loop.execute { unowned.runSynchronously(on: executor) }
    }
}

extension NIODeadline {
    /// Returns the whole milliseconds from this moment to now, at least 0.
    func millisecondsSince() -> Int {
        max(0, Int((NIODeadline.now() - self).nanoseconds / 1_000_000))
    }

    /// Returns the whole milliseconds from now to this moment, or 0 if it has passed.
    func millisecondsLeft() -> Int {
        max(0, Int((self - NIODeadline.now()).nanoseconds / 1_000_000))
    }
}

/// Settings for a process that opens many connections, applied once at its start.
package enum ProcessLimits {
    /// Makes a write to a closed connection return an error instead of ending the process with a
    /// signal.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// The number of processor cores, at least 1.
    package static var processors: Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// The current limit on open descriptors.
    package static var descriptorLimit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 1_024
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// Raises the soft limit on open descriptors to the hard limit and returns the resulting soft
    /// limit.
    @discardableResult
    package static func raiseDescriptorLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 1_024
        }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 {
                limit = raised
            }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
