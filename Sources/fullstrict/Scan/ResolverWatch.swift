internal import BatchScan
internal import OriginCheck
internal import OriginFacts
internal import OriginProbe
internal import Synchronization

/// Holds a scan's lookups while no DNS server answers, so that a resolver that restarts costs a pause and not a
/// list of names that "cannot be told"; ends the scan when that lasts.
final class ResolverWatch: Sendable {
    /// What the scan hears of it.
    enum News: Sendable {
        case silent
        case back
        case gone
    }

    private struct State {
        var silence: ResolverOutageDetector
        /// Whether it was asked if anybody answers, and nobody did.
        var isConfirmed = false
    }

    /// A name that no one has (RFC 6761 section 6.4): any answer, "no such name" too, is a sign of life.
    private static let question = "invalid"
    private static let questionMilliseconds = 3_000

    private let state: Mutex<State>
    private let prober: Prober
    private let news: @Sendable (News) -> Void
    private let begin = ContinuousClock.now

    /// Waits `patience` seconds for a server that has gone silent.
    init(prober: Prober, patience: Int, news: @escaping @Sendable (News) -> Void) {
        state = Mutex(State(silence: ResolverOutageDetector(patience: patience * 1_000_000)))
        self.prober = prober
        self.news = news
    }

    /// Whether a lookup that ended so is worth another one: after a silence that is over. Otherwise what it
    /// found counts, or nothing does any more.
    func shouldLookUpAgain(after facts: DNSFacts?) async -> Bool {
        guard let facts else { return false }
        if facts.isAnswered {
            heard()
        } else if facts.isUnanswered {
            state.withLock { $0.silence.lookupUnanswered() }
            return await outlastSilence()
        }
        return false
    }

    /// Lets those who wait go.
    func end() {
        state.withLock { $0.silence.stop() }
    }

    /// Whether there was a silence and it is over.
    private func outlastSilence() async -> Bool {
        var hasWaited = false
        while true {
            let (advice, isConfirmed) = state.withLock {
                ($0.silence.advice(at: now), $0.isConfirmed)
            }
            hasWaited = hasWaited || isConfirmed
            switch advice {
            case .proceed: return hasWaited
            case .test: await askAnyone()
            case .wait(let time):
                try? await Task.sleep(until: begin + .microseconds(time), clock: .continuous)
            case .giveUp:
                news(.gone)
                return false
            }
        }
    }

    private func askAnyone() async {
        let facts = await prober.lookUp(
            Self.question, families: [.ipv4], milliseconds: Self.questionMilliseconds)
        if facts.isAnswered { return heard() }
        let isNew = state.withLock { state in
            let wasConfirmed = state.isConfirmed
            state.isConfirmed = true
            return !wasConfirmed
        }
        if isNew { news(.silent) }
    }

    private func heard() {
        let isOver = state.withLock { state in
            let wasConfirmed = state.isConfirmed
            state.silence.serverReplied()
            state.isConfirmed = false
            return wasConfirmed
        }
        if isOver { news(.back) }
    }

    private var now: Int {
        Int((ContinuousClock.now - begin) / .microseconds(1))
    }
}

extension DNSFacts {
    /// Whether a server said anything at all.
    fileprivate var isAnswered: Bool {
        ipv4.isAnswered || ipv6.isAnswered
    }

    /// Whether servers were asked and none said a word.
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
