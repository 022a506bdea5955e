internal import NIOCore

/// A request that is waiting for its response, with its timer.
final class PendingExchange {
    var collector: ResponseCollector
    private let completion: (ExchangeOutcome) -> Void
    private var timer: Scheduled<Void>?
    private var loop: (any EventLoop)?
    private var deadline = NIODeadline.distantFuture
    private var overdue: (() -> Void)?
    private var hasBodyTimer = false

    init(limits: ResponseLimits, completion: @escaping (ExchangeOutcome) -> Void) {
        collector = ResponseCollector(limits: limits)
        self.completion = completion
    }

    /// Starts the timer, which calls `overdue` on the event loop at the deadline.
    func start(
        on loop: any EventLoop, deadline: NIODeadline, overdue: @escaping () -> Void
    ) {
        self.loop = loop
        self.deadline = deadline
        self.overdue = overdue
        schedule(deadline)
    }

    /// Applies the body's own, shorter timeout. Must be called when the head has been read.
    func startBody() {
        guard !hasBodyTimer else { return }
        hasBodyTimer = true
        let limit = NIODeadline.now() + .milliseconds(Int64(collector.limits.bodyMilliseconds))
        guard limit < deadline else { return }
        schedule(limit)
    }

    /// Stops the timer and calls the completion with the outcome.
    func finish(_ outcome: ExchangeOutcome) {
        timer?.cancel()
        overdue = nil
        completion(outcome)
    }

    private func schedule(_ moment: NIODeadline) {
        timer?.cancel()
        timer = loop?.assumeIsolated().scheduleTask(deadline: moment) { [weak self] in
            self?.overdue?()
        }
    }
}
