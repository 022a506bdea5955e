internal import NIOCore

/// A request that waits for its response, with the clock that ends it.
final class PendingExchange {
    var collector: ResponseCollector
    private let completion: (ExchangeOutcome) -> Void
    private var clock: Scheduled<Void>?
    private var loop: (any EventLoop)?
    private var deadline = NIODeadline.distantFuture
    private var overdue: (() -> Void)?
    private var hasBodyClock = false

    init(limits: ResponseLimits, completion: @escaping (ExchangeOutcome) -> Void) {
        collector = ResponseCollector(limits: limits)
        self.completion = completion
    }

    /// Starts the clock; `overdue` is called on the loop when the time is over.
    func start(
        on loop: any EventLoop, deadline: NIODeadline, overdue: @escaping () -> Void
    ) {
        self.loop = loop
        self.deadline = deadline
        self.overdue = overdue
        schedule(deadline)
    }

    /// The head is there: from the first call on the body's own, shorter time counts.
    func startBody() {
        guard !hasBodyClock else { return }
        hasBodyClock = true
        let limit = NIODeadline.now() + .milliseconds(Int64(collector.limits.bodyMilliseconds))
        guard limit < deadline else { return }
        schedule(limit)
    }

    /// Stops the clock and hands over the outcome.
    func finish(_ outcome: ExchangeOutcome) {
        clock?.cancel()
        overdue = nil
        completion(outcome)
    }

    private func schedule(_ moment: NIODeadline) {
        clock?.cancel()
        clock = loop?.assumeIsolated().scheduleTask(deadline: moment) { [weak self] in
            self?.overdue?()
        }
    }
}
