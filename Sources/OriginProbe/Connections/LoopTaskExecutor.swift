internal import Glibc
internal import NIOCore

/// Runs tasks on an event loop, so that no other thread has to be woken for what they wait for.
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
    /// Whole milliseconds from this moment to now; never negative.
    func millisecondsSince() -> Int {
        max(0, Int((NIODeadline.now() - self).nanoseconds / 1_000_000))
    }

    /// Whole milliseconds from now to this moment; 0 when it has passed.
    func millisecondsLeft() -> Int {
        max(0, Int((self - NIODeadline.now()).nanoseconds / 1_000_000))
    }
}

/// Settings of a process that opens many connections, made once at its start.
package enum ProcessLimits {
    /// Makes a write to a closed connection an error instead of a signal that ends the process.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// The number of cores; at least 1.
    package static var processors: Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// The limit of open descriptors that is in force.
    package static var descriptorLimit: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 1_024
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// Raises the soft limit of open descriptors to the hard one. Returns the limit then in force.
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
