internal import BatchScan
internal import OriginProbe
internal import Synchronization

/// Delays lookups while no DNS server replies, so that a restart of the resolver causes a pause
/// instead of many records without a verdict. Ends the scan if the outage lasts.
final class ResolverWatch: Sendable {
    /// The events that the scan receives.
    enum Event: Sendable {
        case outage
        case recovery
        case gaveUp
    }

    private struct State {
        var detector: ResolverOutageDetector
        /// Whether a test lookup has confirmed the outage.
        var isConfirmed = false
    }

    /// A name that does not exist (RFC 6761 section 6.4). Any reply, even "no such name", means
    /// that a server is up.
    private static let testName = "invalid"
    private static let testMilliseconds = 3_000

    private let state: Mutex<State>
    private let prober: Prober
    private let report: @Sendable (Event) -> Void
    private let start = ContinuousClock.now

    init(prober: Prober, patience: Duration, report: @escaping @Sendable (Event) -> Void) {
        state = Mutex(
            State(detector: ResolverOutageDetector(patience: Int(patience / .microseconds(1)))))
        self.prober = prober
        self.report = report
    }

    /// Returns true if the resolver was down and is back, so that the name should be looked up
    /// again. Returns false if this result should be used or the scan is ending.
    func shouldLookUpAgain(after facts: DNSFacts?) async -> Bool {
        guard let facts else { return false }
        if facts.isAnswered {
            serverReplied()
        } else if facts.isUnanswered {
            state.withLock { $0.detector.lookupUnanswered() }
            return await waitForServers()
        }
        return false
    }

    /// Ends all waits.
    func stop() {
        state.withLock { $0.detector.stop() }
    }

    /// Waits for the servers. Returns whether there was an outage and it is over.
    private func waitForServers() async -> Bool {
        var hasWaited = false
        while true {
            let (advice, isConfirmed) = state.withLock {
                ($0.detector.advice(at: now), $0.isConfirmed)
            }
            hasWaited = hasWaited || isConfirmed
            switch advice {
            case .proceed: return hasWaited
            case .test: await testServers()
            case .wait(let time):
                try? await Task.sleep(until: start + .microseconds(time), clock: .continuous)
            case .giveUp:
                report(.gaveUp)
                return false
            }
        }
    }

    private func testServers() async {
        let facts = await prober.lookUp(
            Self.testName, families: [.ipv4], milliseconds: Self.testMilliseconds)
        if facts.isAnswered { return serverReplied() }
        let isNew = state.withLock { state in
            let wasConfirmed = state.isConfirmed
            state.isConfirmed = true
            return !wasConfirmed
        }
        if isNew { report(.outage) }
    }

    private func serverReplied() {
        let isRecovery = state.withLock { state in
            let wasConfirmed = state.isConfirmed
            state.detector.serverReplied()
            state.isConfirmed = false
            return wasConfirmed
        }
        if isRecovery { report(.recovery) }
    }

    private var now: Int {
        Int((ContinuousClock.now - start) / .microseconds(1))
    }
}

extension DNSFacts {
    /// Whether any server replied.
    fileprivate var isAnswered: Bool {
        ipv4.isAnswered || ipv6.isAnswered
    }

    /// Whether servers were queried and none replied.
    fileprivate var isUnanswered: Bool {
        !isAnswered && (ipv4.isSilence || ipv6.isSilence)
    }
}

extension DNSAnswer {
    fileprivate var isAnswered: Bool {
        switch self {
        case .addresses, .noData, .nameError, .serverFailure, .refused, .malformed: true
        case .timedOut, .noResolver, .badName, .notAsked: false
        }
    }

    fileprivate var isSilence: Bool {
        switch self {
        case .timedOut, .noResolver: true
        case .addresses, .noData, .nameError, .serverFailure, .refused, .malformed, .badName,
            .notAsked:
            false
        }
    }
}
