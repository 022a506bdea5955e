internal import NIOCore
internal import TLSEngine

/// An event loop with its own TLS context. Tasks on its executor share nothing with other workers.
package final class ProbeWorker: Sendable {
    /// The index of the worker in the prober.
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

    /// The executor that runs tasks on the event loop. These tasks must not block.
    package var executor: any TaskExecutor {
        loopExecutor
    }

    /// Runs an operation, and the tasks that it starts, on the event loop.
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
