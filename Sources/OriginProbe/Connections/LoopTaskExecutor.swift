internal import NIOCore

/// Runs tasks on an event loop: what they wait for is there already, so no thread has to be woken.
final class LoopTaskExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    /// Whether it is this loop it runs tasks on.
    func runs(on other: any EventLoop) -> Bool {
        loop === other
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let unowned = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        loop.execute { unowned.runSynchronously(on: executor) }
    }
}
