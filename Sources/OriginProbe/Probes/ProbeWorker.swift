internal import NIOCore
internal import TLSEngine

/// One event loop with its own TLS context. What runs on its executor shares nothing with the other
/// workers.
package final class ProbeWorker: Sendable {
    /// Its position among the prober's workers.
    package let index: Int
    let loop: any EventLoop
    let context: EdgeTLSContext
    private let loopExecutor: LoopTaskExecutor

    init(index: Int, loop: any EventLoop, context: EdgeTLSContext) {
        self.index = index
        self.loop = loop
        self.context = context
        loopExecutor = LoopTaskExecutor(loop)
    }

    /// Runs tasks on the event loop, where nothing may block.
    package var executor: any TaskExecutor {
        loopExecutor
    }

    /// Runs an operation on the event loop, and the tasks it starts.
    func run<Result: Sendable, Failure: Error>(
        _ operation: @Sendable () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        try await withTaskExecutorPreference(loopExecutor) { () async throws(Failure) in
            // The preference takes effect at the next suspension point, so suspend once.
            await withCheckedContinuation { there in loop.execute { there.resume() } }
            return try await operation()
        }
    }
}
